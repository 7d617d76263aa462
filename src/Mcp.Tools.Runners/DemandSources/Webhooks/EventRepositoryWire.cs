namespace Mcp.Tools.Runners.DemandSources.Webhooks;

internal sealed record EventRepositoryWire(string FullName, bool Private);
