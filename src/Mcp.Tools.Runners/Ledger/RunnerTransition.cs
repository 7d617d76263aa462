namespace Mcp.Tools.Runners.Ledger;

/// <summary>One step of a runner's life, as it was written.</summary>
internal sealed record RunnerTransition(DateTimeOffset At, RunnerState? From, RunnerState To, string? Reason, long? Epoch);
