namespace Mcp.Tools.Models.Recommending;

/// <summary>
/// Upper confidence bound (UCB1-Tuned): the mean and how far it may be off, which shrinks with each rating and with rewards that vary
/// little. No random number is drawn (<see href="https://doi.org/10.1023/A:1013689704352">Auer, Cesa-Bianchi and Fischer</see>).
/// </summary>
internal sealed class UcbPolicy : IBanditPolicy
{
    private const double MostVariance = 0.25;

    public IReadOnlyList<double> Score(IReadOnlyList<Contender> contenders, Random random)
    {
        var log = Math.Log(Math.Max(Math.E, contenders.Sum(contender => contender.Weight)));
        return [.. contenders.Select(contender => contender.Mean + Math.Sqrt(log / contender.Weight * Math.Min(MostVariance, Variance(contender.Arm) + Math.Sqrt(2 * log / contender.Weight))))];
    }

    private static double Variance(Arm arm) => arm.Count < 2 ? MostVariance : Math.Max(0, (arm.SumSquares / arm.Count) - (arm.Mean * arm.Mean));
}
