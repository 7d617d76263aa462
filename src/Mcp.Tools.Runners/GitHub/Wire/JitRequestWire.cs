namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record JitRequestWire(string Name, int RunnerGroupId, string[] Labels, string WorkFolder);
