namespace Mcp.Tools.Models.Recommending;

/// <summary>Which contender to try next: a rule that weighs what was learned against trying what is little known.</summary>
internal interface IBanditPolicy
{
    /// <summary>A score for each; the highest is to be tried. The same random numbers give the same scores.</summary>
    IReadOnlyList<double> Score(IReadOnlyList<Contender> contenders, Random random);
}
