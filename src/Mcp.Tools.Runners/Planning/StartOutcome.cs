namespace Mcp.Tools.Runners.Planning;

/// <summary>Whether what happened to a runner says how starting in its pool goes. Pure.</summary>
internal static class StartOutcome
{
    /// <summary>It has come as far as a runner can by starting: online, busy, or ended well.</summary>
    public static bool IsGood(RunnerInfo before, RunnerInfo after) =>
        after.State is RunnerState.Online or RunnerState.Busy && before.State is RunnerState.Created or RunnerState.Started ||
        (after is { State: RunnerState.Finished, ExitCode: 0 } && before.State is RunnerState.Created or RunnerState.Started);

    /// <summary>It ended by itself before it had a job; null: it did not.</summary>
    public static StartFailure? FailureOf(RunnerInfo before, RunnerInfo after) =>
        after is { State: RunnerState.Finished, BusyAt: null, JobId: null, StopRequestedBy: null, ExitCode: not 0 }
        && before.State is RunnerState.Created or RunnerState.Started or RunnerState.Online
            ? new(after.Pool, Repository: null, after.ExitCode == 7 ? ReasonCode.RunnerTooOld : ReasonCode.RunnerDied, $"The runner {after.Name} ended before it had a job. {after.Reason}")
            : null;
}
