namespace GitHubSimulator;

/// <summary>One attempt to deliver an event to a hook.</summary>
/// <param name="Uuid">The event's id at this hook; a redelivery has the same.</param>
/// <param name="Payload">The exact body.</param>
/// <param name="StatusCode">The receiver's answer; 0: there was none.</param>
public sealed record SimulatedDelivery(
    long Id, long HookId, string Uuid, string Event, string? Action, long? RepositoryId, string Payload, DateTimeOffset DeliveredAt, int StatusCode, bool Redelivery);
