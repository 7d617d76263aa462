namespace Mcp.Tools.Models.Scanning;

/// <summary>What a scan came to.</summary>
/// <param name="Problems">What was left out, and why.</param>
internal sealed record ScanOutcome(int Added, int Changed, int Unchanged, IReadOnlyList<string> Ids, IReadOnlyList<ScanProblem> Problems)
{
    public int Seen => Added + Changed + Unchanged + Problems.Count;
}
