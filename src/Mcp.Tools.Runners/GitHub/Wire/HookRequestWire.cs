namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record HookRequestWire(string Name, bool Active, string[] Events, HookConfigRequestWire Config);
