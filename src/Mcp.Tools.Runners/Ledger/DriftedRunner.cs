namespace Mcp.Tools.Runners.Ledger;

/// <summary>A runner whose container is not as it was created any more.</summary>
/// <param name="Differences">Each as a sentence.</param>
internal sealed record DriftedRunner(string RunnerId, string Name, IReadOnlyList<string> Differences);
