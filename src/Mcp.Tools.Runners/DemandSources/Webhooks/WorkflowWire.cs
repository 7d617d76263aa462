namespace Mcp.Tools.Runners.DemandSources.Webhooks;

internal sealed record WorkflowWire(string? Name = null, string? Path = null);
