namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>The part that every event has.</summary>
internal sealed record ActionWire(string? Action = null);
