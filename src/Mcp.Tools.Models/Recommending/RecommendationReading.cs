namespace Mcp.Tools.Models.Recommending;

/// <summary>What may be recommended, best first, and what was left out.</summary>
/// <param name="Considered">Models with the task that were looked at.</param>
/// <param name="Total">Models with the task.</param>
/// <param name="LeftOut">Reasons, and how many models each held back.</param>
internal sealed record RecommendationReading(
    IReadOnlyList<Recommendation> Ranked, int Considered, long Total, IReadOnlyDictionary<string, int> LeftOut, string Hardware, DateTimeOffset HostReadAt);
