namespace GitHubSimulator;

/// <param name="RequestId">What the set acquires.</param>
/// <param name="Flaps">How often its assignment was taken back.</param>
internal sealed record TrackedJob(long RequestId, JobPhase Phase, int Flaps);
