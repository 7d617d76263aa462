using System.Collections.Immutable;
using System.Globalization;

namespace Mcp.Tools.Runners.Planning;

/// <summary>Which runners to retire: those that somebody wants to stop, that never came online, or that have been idle for too long. Never a busy one.</summary>
internal static class Retirements
{
    /// <summary>Whether somebody wants it to stop, and it can: a busy one ends with its job, one that is being reserved is let be for a moment.</summary>
    public static bool IsToStop(RunnerInfo runner) => runner.StopRequestedBy is not null
        && runner.State is RunnerState.Requested or RunnerState.Registered or RunnerState.Created or RunnerState.Started or RunnerState.Online;

    /// <summary>Which runners to retire.</summary>
    public static ImmutableArray<PlannedRetirement> Of(PlanInput input, IEnumerable<JobVerdict> verdicts)
    {
        var wanted = verdicts.Where(verdict => verdict.Pool is not null).Select(verdict => (verdict.Pool!, verdict.Job.Repository)).ToHashSet();
        return [.. input.Fleet.Select(runner => Judge(runner, input, wanted)).OfType<PlannedRetirement>()];
    }

    private static PlannedRetirement? Judge(RunnerInfo runner, PlanInput input, HashSet<(string Pool, RepositoryName Repository)> wanted)
    {
        if (input.Demand.Unread.ContainsKey(runner.Repository))
        {
            return null;
        }

        if (IsToStop(runner))
        {
            return new(runner, "stop_requested", $"{runner.StopRequestedBy} wants it to stop.");
        }

        if (runner.State == RunnerState.Started && Age(runner, input) > input.Limits.RegistrationTimeout)
        {
            return new(runner, ReasonCode.RegistrationTimeout, $"It was not online on GitHub {Seconds(input.Limits.RegistrationTimeout)} s after its start.");
        }

        return runner.State == RunnerState.Online && Age(runner, input) > input.Limits.IdleTimeout && !wanted.Contains((runner.Pool, runner.Repository))
            ? new(runner, "idle_timeout", $"It was idle for more than {Seconds(input.Limits.IdleTimeout)} s and no job of {runner.Repository} waits for it.")
            : null;
    }

    private static TimeSpan Age(RunnerInfo runner, PlanInput input) =>
        input.Ages.TryGetValue(runner.Id, out var age) ? age : input.Now - (runner.State == RunnerState.Started ? runner.StartedAt ?? runner.StateSince : runner.StateSince);

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
