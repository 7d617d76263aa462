namespace GitHubSimulator;

/// <summary>The open session of a set.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OwnerName">Who opened it.</param>
/// <param name="QueueToken">What opens its queue.</param>
/// <param name="ExpiresAt">When that token ends.</param>
public sealed record SimulatedScaleSetSession(Guid Id, string OwnerName, string QueueToken, DateTimeOffset ExpiresAt);
