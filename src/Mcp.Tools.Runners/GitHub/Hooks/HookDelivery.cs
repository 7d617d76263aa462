namespace Mcp.Tools.Runners.GitHub.Hooks;

/// <summary>An entry of a hook's list of deliveries.</summary>
/// <param name="Guid">What was sent as <c>X-GitHub-Delivery</c>; a redelivery has the same.</param>
/// <param name="StatusCode">What the receiver answered; 0: it could not be reached.</param>
internal sealed record HookDelivery(long Id, string Guid, DateTimeOffset DeliveredAt, string Event, string? Action, int StatusCode, string Status);
