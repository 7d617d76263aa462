namespace Mcp.Tools.Models.Recommending;

/// <summary>A model that may be recommended.</summary>
/// <param name="Arm">What ratings say about it in this context.</param>
/// <param name="Prior">What is expected of it without any rating, from 0 to 1.</param>
internal readonly record struct Contender(Arm Arm, double Prior)
{
    /// <summary>How many ratings the prior weighs as much as.</summary>
    public const double PriorWeight = 2;

    public double Weight => PriorWeight + Arm.Count;

    /// <summary>The mean of ratings and prior together.</summary>
    public double Mean => ((PriorWeight * Prior) + Arm.Sum) / Weight;
}
