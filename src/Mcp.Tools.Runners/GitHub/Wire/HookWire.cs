namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record HookWire(long Id, bool Active, string[] Events, HookConfigWire Config);
