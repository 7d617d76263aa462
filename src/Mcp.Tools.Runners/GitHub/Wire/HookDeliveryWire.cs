namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record HookDeliveryWire(long Id, string Guid, DateTimeOffset DeliveredAt, string Event, int StatusCode, string Status, string? Action = null);
