namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>The right to a set's messages, which one controller has at a time.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="OwnerName">Who opened it.</param>
/// <param name="ScaleSetId">The set.</param>
/// <param name="QueueUrl">Where its messages are. It has a query, which belongs to it.</param>
/// <param name="QueueToken">What opens the queue, for about an hour.</param>
/// <param name="Statistics">The set's counts when the session was opened or refreshed.</param>
public sealed record ScaleSetSession(
    Guid Id, string OwnerName, int ScaleSetId, Uri QueueUrl, Secret QueueToken, ScaleSetStatistics Statistics);
