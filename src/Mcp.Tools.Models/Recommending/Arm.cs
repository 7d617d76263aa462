namespace Mcp.Tools.Models.Recommending;

/// <summary>What is known from the ratings of one model in one context.</summary>
/// <param name="Count">Ratings.</param>
/// <param name="Sum">Of the rewards, each from 0 to 1.</param>
/// <param name="SumSquares">Of their squares.</param>
internal readonly record struct Arm(long Count, double Sum, double SumSquares)
{
    public double Mean => Count == 0 ? 0.5 : Sum / Count;
}
