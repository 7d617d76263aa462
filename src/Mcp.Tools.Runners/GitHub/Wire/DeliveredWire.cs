namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record DeliveredWire(DeliveredRequestWire Request);
