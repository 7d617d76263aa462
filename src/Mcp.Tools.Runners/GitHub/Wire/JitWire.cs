namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record JitWire(RunnerWire Runner, Secret EncodedJitConfig);
