using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>
/// The autoscaler that acts and the one that stands by, and the clock that both live on. Crashes and pauses swap them: nothing goes out
/// of a process that has stopped, and its lease runs out.
/// </summary>
internal sealed class ChaosProcesses(ChaosHost host, Action<RunnersOptions> configure) : IAsyncDisposable
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    /// <summary>Finer than anything that happens outside.</summary>
    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(200);
    private ChaosProcess _standby = new(configure, host);
    private ChaosFault? _ending;
    private bool _renews = true;
    private DateTimeOffset _renewAt;
    private DateTimeOffset _tickAt;

    public ChaosProcess Active { get; private set; } = new(configure, host);

    /// <summary>What ended a pass and should not have.</summary>
    public IList<string> Failures { get; } = [];

    /// <summary>Whether the one that stands by gets the lease, as it never should.</summary>
    public bool StandbyGetsTheLease() => _standby.TryAcquire();

    public void Start() => Require(Active.TryAcquire());

    public void Apply(ChaosAct act)
    {
        if (_ending is not null)
        {
            // One end is enough; it is to come.
        }
        else if (act.Fault is ChaosFault.ProcessCrashesInCall or ChaosFault.ProcessPausesInCall)
        {
            _ending = act.Fault;
            Active.Calls.StopIn(1 + (act.Roll % 50));
        }
        else if (act.Fault is ChaosFault.ProcessCrashes or ChaosFault.ProcessPauses)
        {
            _ending = act.Fault;
            Active.Calls.Stop();
        }
    }

    /// <summary>No crash is to come any more.</summary>
    public void Disarm()
    {
        _ending = null;
        Active.Calls.StopIn(int.MaxValue);
    }

    /// <summary>One pass of the active process, and all that it started; or of the next one, if it stops in it.</summary>
    public async Task PassAsync(string trigger, Look look)
    {
        var work = Active.PassAsync(trigger, look);
        if (await FinishedAsync(Active, work))
        {
            await NoteAsync(work, mayBeLate: false);
            return;
        }

        var (stopped, ending) = (Active, _ending!.Value);
        (Active, _standby, _ending, _renews) = (_standby, stopped, null, false);
        host.Tally.Count(ending);
        host.Log.Write($"{ending}: the other process takes over.");
        Advance(AutoscalerLease.Lifetime + TimeSpan.FromSeconds(1));
        Require(Active.TryAcquire());
        (_renews, _renewAt) = (true, host.Clock.SteadyNow);
        await PassAsync("start", Look.Everything);
        if (ending is ChaosFault.ProcessPauses or ChaosFault.ProcessPausesInCall)
        {
            stopped.Calls.GoOn();
            await FinishedAsync(stopped, work);
            await NoteAsync(work, mayBeLate: true);
        }
        else
        {
            Forget(work);
            await stopped.DisposeAsync();
            _standby = new(configure, host);
        }
    }

    /// <summary>Time goes on, outside and for the lease.</summary>
    public void Advance(TimeSpan by)
    {
        do
        {
            var slice = by < Slice ? by : Slice;
            host.Clock.Advance(slice);
            by -= slice;
            if (_renews && host.Clock.SteadyNow >= _renewAt)
            {
                Active.Renew();
                _renewAt = host.Clock.SteadyNow + AutoscalerLease.Beat;
            }

            if (host.Clock.SteadyNow >= _tickAt)
            {
                host.Tick();
                _tickAt = host.Clock.SteadyNow + TickLength;
            }
        }
        while (by > TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        await Active.DisposeAsync();
        await _standby.DisposeAsync();
    }

    /// <summary>Lets the work finish, and moves the clock whenever nothing but time can bring it on. False: its process has stopped.</summary>
    private async Task<bool> FinishedAsync(ChaosProcess process, Task work)
    {
        while (!work.IsCompleted)
        {
            var (ended, waits, stopped) = (process.Calls.Changed.Next, host.Clock.Waits.Next, process.Calls.Stopped);
            if (stopped.IsCompleted)
            {
                return false;
            }

            if (process.Calls.OnlyTimeHelps && host.Clock.UntilNextDue is { } wait && (wait <= ShortWait || process.Calls.AnyHangs))
            {
                Advance(wait);
            }
            else
            {
                await Task.WhenAny(work, ended, waits, stopped);
            }
        }

        return true;
    }

    private async Task NoteAsync(Task work, bool mayBeLate)
    {
        try
        {
            await work;
        }
        catch (LeaseLostException) when (mayBeLate)
        {
            // It woke up after its time, and learned it at its first write.
        }
        catch (Exception ex)
        {
            Failures.Add($"A pass ended with {ex.GetType().Name}: {ex.Message} {ex.StackTrace}");
        }
    }

    private static void Forget(Task work) => work.ContinueWith(
        task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private void Require(bool acquired)
    {
        if (!acquired)
        {
            Failures.Add("The lease was not free after its holder was gone for longer than its lifetime.");
        }
    }
}
