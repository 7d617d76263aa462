namespace Mcp.Tools.Models.Recommending;

/// <summary>
/// Thompson sampling: each contender's mean reward is drawn from a Beta distribution over what it may be, and the best draw wins. A reward
/// between 0 and 1 counts as that part of a success, as in <see href="https://arxiv.org/abs/1209.3353">Agrawal and Goyal</see>.
/// </summary>
internal sealed class ThompsonPolicy : IBanditPolicy
{
    public IReadOnlyList<double> Score(IReadOnlyList<Contender> contenders, Random random) =>
        [.. contenders.Select(contender => Beta(contender.Mean * contender.Weight, (1 - contender.Mean) * contender.Weight, random))];

    private static double Beta(double successes, double failures, Random random)
    {
        var (one, other) = (Gamma(Math.Max(successes, 1e-3), random), Gamma(Math.Max(failures, 1e-3), random));
        return one + other > 0 ? one / (one + other) : 0.5;
    }

    // Marsaglia and Tsang, 2000; below 1 by the usual power of a uniform number.
    private static double Gamma(double shape, Random random)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(random);
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
