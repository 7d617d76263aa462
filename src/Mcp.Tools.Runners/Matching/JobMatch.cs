namespace Mcp.Tools.Runners.Matching;

/// <summary>Which pool can serve a job, or why none can.</summary>
/// <param name="Pool">Null: none.</param>
/// <param name="Code">From <see cref="ReasonCode"/>; <see cref="ReasonCode.Served"/> where there is a pool.</param>
/// <param name="Text">The verdict in a sentence.</param>
/// <param name="Remedy">What would make it run; null where there is a pool.</param>
internal sealed record JobMatch(RunnerPool? Pool, string Code, string Text, string? Remedy);
