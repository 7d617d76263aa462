namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record JobsWire(int TotalCount, JobWire[] Jobs);
