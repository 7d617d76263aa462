using System.Collections.Immutable;
using System.Globalization;

namespace Mcp.Tools.Runners.Planning;

/// <summary>
/// Which runners to retire, and why. Never a busy one to scale down: a busy one goes only when its job has run for longer or written more than
/// its pool allows, or when GitHub has ended its registration, which it does when the job is over.
/// </summary>
internal static class Retirements
{
    /// <summary>Whether somebody wants it to stop, and it can: a busy one ends with its job, one that is being reserved is let be for a moment. One that was set apart goes only so.</summary>
    public static bool IsToStop(RunnerInfo runner) => runner.StopRequestedBy is not null
        && runner.State is RunnerState.Requested or RunnerState.Registered or RunnerState.Created or RunnerState.Started or RunnerState.Online
            or RunnerState.Quarantined;

    /// <summary>Whether no job can be given to it any more: GitHub has forgotten it, or it makes the host empty.</summary>
    public static bool IsForNoJob(RunnerInfo runner, PlanInput input) =>
        input.Runners.Unlisted.Contains(runner.Id) || (runner.State == RunnerState.Online && input.Control is { Draining: true });

    /// <param name="input">What is known.</param>
    /// <param name="left">Runners that no waiting job needs.</param>
    /// <param name="verdicts">What was decided about the jobs.</param>
    public static ImmutableArray<PlannedRetirement> Of(PlanInput input, IReadOnlyCollection<RunnerInfo> left, IReadOnlyCollection<JobVerdict> verdicts)
    {
        var wanted = verdicts.Where(verdict => verdict.Pool is not null).Select(verdict => (verdict.Pool!, verdict.Job.Repository)).ToHashSet();
        return
        [
            .. input.Fleet.Select(runner => Judge(runner, input)).OfType<PlannedRetirement>()
                .Concat(PlacesWanted.Choose(input, left, verdicts))
                .Concat(IdleFor(input, wanted))
                .DistinctBy(planned => planned.Runner.Id),
        ];
    }

    private static PlannedRetirement? Judge(RunnerInfo runner, PlanInput input)
    {
        if (input.Demand.Unread.ContainsKey(runner.Repository))
        {
            return null;
        }

        return IsToStop(runner)
            ? new(runner, RetirementCode.StopRequested, $"{runner.StopRequestedBy} wants it to stop.")
            : runner.State switch
            {
                RunnerState.Started => NotOnline(runner, input),
                RunnerState.Online when input.Control is { Draining: true } control => new(runner, RetirementCode.Draining, $"{control.SetBy} drains this host."),
                RunnerState.Online when IsDeletedWhileItRuns(runner, input) =>
                    new(runner, RetirementCode.Unlisted, "GitHub lists it no more, so it can get no job: somebody deleted it there."),
                RunnerState.Busy => TooLong(runner, input) ?? TooMuch(runner, input),
                _ => null,
            };
    }

    // While the engine cannot be seen nobody knows whether the container runs: it has probably ended with its job, and that is then found.
    private static bool IsDeletedWhileItRuns(RunnerInfo runner, PlanInput input) => input.Engine.Available && input.Runners.Unlisted.Contains(runner.Id);

    private static PlannedRetirement? NotOnline(RunnerInfo runner, PlanInput input) =>
        input.AgeOf(runner) > input.Limits.RegistrationTimeout && !input.Runners.Unread.Contains(runner.Repository)
            ? new(runner, RetirementCode.RegistrationTimeout, $"It was not online on GitHub {Seconds(input.Limits.RegistrationTimeout)} s after its start; the end of its log says how far it came.")
            : null;

    private static PlannedRetirement? TooLong(RunnerInfo runner, PlanInput input)
    {
        if (IsDeletedWhileItRuns(runner, input))
        {
            return new(runner, RetirementCode.Unlisted, "Its job is over, since GitHub lists it no more, but its container did not end.");
        }

        return input.Pools.FirstOrDefault(pool => pool.Name == runner.Pool) is { } pool && input.AgeOf(runner) > pool.JobTimeLimit
            ? new(runner, RetirementCode.JobTimeLimit, $"Its job ran for longer than the {pool.JobTimeLimit.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture)} min that the pool '{pool.Name}' allows.")
            : null;
    }

    private static PlannedRetirement? TooMuch(RunnerInfo runner, PlanInput input) =>
        input.Pools.FirstOrDefault(pool => pool.Name == runner.Pool) is { Resources.DiskBytes: { } limit } pool
        && input.Disks.TryGetValue(runner.Id, out var disk) && disk.Bytes > limit
            ? new(runner, RetirementCode.DiskLimit, $"Its folder held {Mebibytes(disk.Bytes)} MiB, more than the {Mebibytes(limit)} MiB that the pool '{pool.Name}' allows (resources.diskBytes).")
            : null;

    /// <summary>Those that have been idle for too long while nothing waits for their kind, oldest first, but for those that are kept ready.</summary>
    private static IEnumerable<PlannedRetirement> IdleFor(PlanInput input, HashSet<(string Pool, RepositoryName Repository)> wanted) =>
        from runner in input.Fleet
        where runner.State == RunnerState.Online && !wanted.Contains((runner.Pool, runner.Repository))
            && !input.Demand.Unread.ContainsKey(runner.Repository) && !input.Runners.Unread.Contains(runner.Repository)
        group runner by (runner.Pool, runner.Repository) into idle
        from runner in idle.OrderByDescending(input.AgeOf).SkipLast(WarmStarts.KeptFor(input, idle.Key.Pool, idle.Key.Repository))
        where input.AgeOf(runner) > input.Limits.IdleTimeout && !ScaleSetStarts.Needs(input, runner)
        select new PlannedRetirement(
            runner, RetirementCode.IdleTimeout, $"It was idle for more than {Seconds(input.Limits.IdleTimeout)} s and no job of {runner.Repository} waits for it.");

    private static string Mebibytes(long bytes) => (bytes / (1024 * 1024)).ToString("0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
