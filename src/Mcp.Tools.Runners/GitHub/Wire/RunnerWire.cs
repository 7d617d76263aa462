namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RunnerWire(long Id, string Name, string Status, bool Busy, RunnerLabelWire[] Labels, string? Os = null);
