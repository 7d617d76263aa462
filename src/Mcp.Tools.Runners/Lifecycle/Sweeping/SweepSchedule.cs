using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Starts a sweep beside the loop: when this process begins to act, every ten minutes, and when somebody asks for a clean-up.</summary>
internal sealed class SweepSchedule(Sweep sweep, CleanUpLedger cleanUps, RunnerWork work, AutoscalerLease lease, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    private const string Key = "sweep";

    private long? _epoch;
    private long _startedAt;
    private TimeSpan _pause = Interval;
    private long _lookedAt;
    private bool _owed;

    /// <summary>Whether somebody asked for a clean-up that no pass has looked at. A sweep's own intents ask for nothing: one that fails would ask for the next sweep for ever.</summary>
    public bool IsAsked => cleanUps.NewestPending(Sweep.By) > _lookedAt;

    /// <summary>Something new is left over: the pass that sees it starts a sweep.</summary>
    public void Hurry() => _owed = true;

    /// <summary>One sweep at a time; without the engine none, because then nothing may be concluded.</summary>
    public void StartIfDue(LauncherStatus engine, CancellationToken cancellationToken)
    {
        var newest = cleanUps.NewestPending(Sweep.By);
        _owed |= newest > _lookedAt || _epoch != lease.Token.Epoch;
        _lookedAt = Math.Max(_lookedAt, newest);
        if (engine.Available && (_owed || time.GetElapsedTime(_startedAt) >= _pause) && !work.IsUnderWay(Key))
        {
            (_owed, _epoch, _startedAt) = (false, lease.Token.Epoch, time.GetTimestamp());
            work.Start(Key, "what is left over", RunAsync, cancellationToken);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        _pause = AfterTrouble;
        await sweep.RunAsync(cancellationToken);
        _pause = Interval;
    }
}
