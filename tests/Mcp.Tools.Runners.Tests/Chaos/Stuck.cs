using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>What may not stay as it is while all is well, and for how long it may. Pure but for what it remembers.</summary>
internal sealed class Stuck
{
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(12);
    private Dictionary<string, DateTimeOffset> _since = [];

    /// <param name="healthy">Whether engine, GitHub and processes are well since the last call.</param>
    public IReadOnlyList<string> Find(ChaosState state, bool healthy, DateTimeOffset now)
    {
        var items = Items(state).ToList();
        _since = healthy
            ? items.ToDictionary(item => item.What, item => _since.GetValueOrDefault(item.What, now))
            : [];
        return
        [
            .. items.Where(item => healthy && now - _since[item.What] > item.Limit)
                .Select(item => $"{item.What}, and stayed so for {(now - _since[item.What]).TotalSeconds:0} s although nothing was wrong; {item.Limit.TotalSeconds:0} s are allowed."),
        ];
    }

    public static IEnumerable<(string What, TimeSpan Limit)> Items(ChaosState state)
    {
        var busy = state.Registrations.Where(runner => runner.Busy).Select(runner => runner.Name).ToHashSet(StringComparer.Ordinal);
        var running = state.Containers.Where(container => container.Running).Select(container => container.RunnerId).ToHashSet(StringComparer.Ordinal);
        var open = state.Open.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var row in state.Open)
        {
            if (Limit(row) is { } limit)
            {
                yield return ($"The row of {row.Name} is {row.State} ({row.Reason})", limit);
            }
        }

        foreach (var container in state.Containers.Where(container => !open.Contains(container.Name) && container.Phase != ContainerPhase.Busy))
        {
            yield return ($"The container {container.Name} has no open row", container.Running ? AWhile : AMoment);
        }

        foreach (var runner in state.Registrations.Where(runner => !open.Contains(runner.Name) && !runner.Busy))
        {
            yield return ($"{runner.Name} is registered without an open row", AWhile);
        }

        var taking = state.Open.Where(RunnerTransitions.TakesCapacity).ToList();
        if (taking.Count < state.Options.MaxRunners / 2)
        {
            var served = taking.Select(row => row.Repository.ToString()).ToHashSet(StringComparer.Ordinal);
            foreach (var repository in state.Wanted.Except(served))
            {
                yield return ($"Jobs of {repository} wait and no runner is on its way for them", LongestBackOff + AMoment);
            }
        }

        TimeSpan? Limit(RunnerInfo row) => row.State switch
        {
            RunnerState.Reserved or RunnerState.Registered or RunnerState.Created => AMoment,
            RunnerState.Started => state.Options.RegistrationTimeout + AMoment,
            RunnerState.Online when !state.Wanted.Contains(row.Repository.ToString()) => state.Options.IdleTimeout + AMoment,
            RunnerState.Busy when !running.Contains(row.Id) => AMoment,
            RunnerState.Finished or RunnerState.Failed or RunnerState.Retiring when !busy.Contains(row.Name) => AMoment,
            _ => null,
        };
    }
}
