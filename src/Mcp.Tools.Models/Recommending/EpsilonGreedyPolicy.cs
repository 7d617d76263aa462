namespace Mcp.Tools.Models.Recommending;

/// <summary>
/// ε-greedy: the best mean, but with the chance ε a contender at random. ε falls as ratings come in, 10 ratings for each contender halving
/// it: a constant one would waste the same share for ever.
/// </summary>
internal sealed class EpsilonGreedyPolicy : IBanditPolicy
{
    private const double HalvingRatings = 10;

    public IReadOnlyList<double> Score(IReadOnlyList<Contender> contenders, Random random)
    {
        var epsilon = 1 / (1 + (contenders.Sum(contender => (double)contender.Arm.Count) / (HalvingRatings * contenders.Count)));
        var tried = random.NextDouble() < epsilon ? random.Next(contenders.Count) : -1;
        return [.. contenders.Select((contender, at) => contender.Mean + (at == tried ? 1 : 0))];
    }
}
