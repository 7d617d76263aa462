namespace Mcp.Tools.Runners.Telemetry;

/// <summary>A job that a runner of a pool began or ended.</summary>
/// <param name="Took">From queued to begun, or from begun to ended.</param>
/// <param name="Result">GitHub's conclusion; null: it has only begun.</param>
internal sealed record JobStep(string Pool, TimeSpan Took, string? Result);
