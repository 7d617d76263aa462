using System.Collections.Frozen;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>The whole life of a runner as one table. What is not in it does not happen: such an event is ignored.</summary>
internal static class RunnerTransitions
{
    private static readonly FrozenDictionary<(RunnerState, RunnerEvent), RunnerState> Table = Build();

    /// <summary>The state after the event; null: the event means nothing in this state.</summary>
    public static RunnerState? Next(RunnerState state, RunnerEvent happened) =>
        Table.TryGetValue((state, happened), out var next) ? next : null;

    /// <summary>Whether the runner takes a place: from the grant until nothing of it can run any more.</summary>
    public static bool TakesCapacity(RunnerInfo runner) => runner.State switch
    {
        RunnerState.Reserved or RunnerState.Registered or RunnerState.Created or RunnerState.Started or
        RunnerState.Online or RunnerState.Busy or RunnerState.Retiring or RunnerState.Expired or RunnerState.Quarantined => true,

        // A failed start may have left a container that runs; it counts until that is known to be gone.
        RunnerState.Failed => runner.ContainerId is not null,
        _ => false,
    };

    private static FrozenDictionary<(RunnerState, RunnerEvent), RunnerState> Build()
    {
        var table = new Dictionary<(RunnerState, RunnerEvent), RunnerState>
        {
            [(RunnerState.Requested, RunnerEvent.Reserve)] = RunnerState.Reserved,
            [(RunnerState.Requested, RunnerEvent.Fail)] = RunnerState.Failed,
            [(RunnerState.Requested, RunnerEvent.Retire)] = RunnerState.Removed,
            [(RunnerState.Reserved, RunnerEvent.Register)] = RunnerState.Registered,
            [(RunnerState.Registered, RunnerEvent.Create)] = RunnerState.Created,
            [(RunnerState.Created, RunnerEvent.Start)] = RunnerState.Started,

            // GitHub's listing and the engine's events overtake each other: later evidence skips what it implies.
            [(RunnerState.Created, RunnerEvent.SeenOnline)] = RunnerState.Online,
            [(RunnerState.Created, RunnerEvent.SeenBusy)] = RunnerState.Busy,
            [(RunnerState.Started, RunnerEvent.SeenOnline)] = RunnerState.Online,
            [(RunnerState.Started, RunnerEvent.SeenBusy)] = RunnerState.Busy,
            [(RunnerState.Online, RunnerEvent.SeenBusy)] = RunnerState.Busy,

            // GitHub refused to deregister it because it has a job: it is left alone.
            [(RunnerState.Retiring, RunnerEvent.SeenBusy)] = RunnerState.Busy,

            // The one way in which a busy runner is ended: its container first, since GitHub deregisters none that is busy.
            [(RunnerState.Busy, RunnerEvent.Expire)] = RunnerState.Expired,
            [(RunnerState.Expired, RunnerEvent.CleanedUp)] = RunnerState.Removed,

            [(RunnerState.Finished, RunnerEvent.CleanedUp)] = RunnerState.Removed,
            [(RunnerState.Failed, RunnerEvent.CleanedUp)] = RunnerState.Removed,
            [(RunnerState.Retiring, RunnerEvent.CleanedUp)] = RunnerState.Removed,
            [(RunnerState.Quarantined, RunnerEvent.CleanedUp)] = RunnerState.Removed,
            [(RunnerState.Quarantined, RunnerEvent.Retire)] = RunnerState.Retiring,
        };

        foreach (var state in new[] { RunnerState.Created, RunnerState.Started, RunnerState.Online, RunnerState.Busy, RunnerState.Retiring, RunnerState.Expired })
        {
            table[(state, RunnerEvent.Exit)] = RunnerState.Finished;
        }

        // A busy runner is never retired: it ends with its job.
        foreach (var state in new[] { RunnerState.Registered, RunnerState.Created, RunnerState.Started, RunnerState.Online })
        {
            table[(state, RunnerEvent.Retire)] = RunnerState.Retiring;
            table[(state, RunnerEvent.Fail)] = RunnerState.Failed;
            table[(state, RunnerEvent.Doubt)] = RunnerState.Quarantined;
        }

        table[(RunnerState.Reserved, RunnerEvent.Fail)] = RunnerState.Failed;
        table[(RunnerState.Busy, RunnerEvent.Doubt)] = RunnerState.Quarantined;
        return table.ToFrozenDictionary();
    }
}
