using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>How it stands with the pools' sets: for the planner in this process, and on the status board for all others.</summary>
internal sealed class ScaleSetBoard(StatusBoard board, TimeProvider time)
{
    private readonly Lock _gate = new();
    private ImmutableSortedDictionary<string, ScaleSetReading> _readings = ImmutableSortedDictionary.Create<string, ScaleSetReading>(StringComparer.Ordinal);

    /// <summary>Null: nobody listens in this process.</summary>
    public ScaleSetReading? Get(string pool) => Volatile.Read(ref _readings).GetValueOrDefault(pool);

    public void Begin(RunnerPool pool) => Change(readings => readings.SetItem(
        pool.Name, new(pool.Name, pool.ScaleSet!.ConfigUrl, pool.ScaleSet.Name ?? pool.Name, ScaleSetState.Opening, time.GetUtcNow())));

    /// <summary>Nobody listens any more.</summary>
    public void End() => Change(readings => readings.Clear());

    public void Note(string pool, Func<ScaleSetReading, ScaleSetReading> change) => Change(readings =>
        readings.TryGetValue(pool, out var reading) ? readings.SetItem(pool, change(reading)) : readings);

    public void Live(string pool, ScaleSetSession session) => Note(pool, reading => Moved(reading, ScaleSetState.Live) with
    {
        Problem = null,
        SetId = session.ScaleSetId,
        HeardAt = time.GetUtcNow(),
        AssignedJobs = session.Statistics.TotalAssignedJobs,
        RunningJobs = session.Statistics.TotalRunningJobs,
    });

    public void Asking(string pool, int capacity) => Note(pool, reading => reading with { Capacity = capacity });

    public void Heard(string pool) => Note(pool, reading => reading with { HeardAt = time.GetUtcNow(), Problem = null });

    /// <summary>A trouble of the moment does not end what was heard a moment ago: starts over REST beside it would be one runner too many.</summary>
    /// <param name="kind">Null: it failed here, not there.</param>
    public void Failed(string pool, ScaleSetFailureKind? kind, string problem) => Note(pool, reading =>
    {
        var isShort = reading.State == ScaleSetState.Live && reading.HeardAt is { } heard && time.GetUtcNow() - heard < ScaleSetPace.Patience
            && (kind is null or ScaleSetFailureKind.NotFound || ScaleSetPace.MayPass(kind));
        var state = kind == ScaleSetFailureKind.SessionConflict ? ScaleSetState.OtherController : isShort ? ScaleSetState.Live : ScaleSetState.Down;
        return Moved(reading, state) with { Problem = problem };
    });

    private ScaleSetReading Moved(ScaleSetReading reading, ScaleSetState state) =>
        reading.State == state ? reading : reading with { State = state, Since = time.GetUtcNow() };

    private void Change(Func<ImmutableSortedDictionary<string, ScaleSetReading>, ImmutableSortedDictionary<string, ScaleSetReading>> change)
    {
        lock (_gate)
        {
            var changed = change(_readings);
            if (changed == _readings)
            {
                return;
            }

            Volatile.Write(ref _readings, changed);
            try
            {
                board.Put(StatusJson.ScaleSets(new ScaleSetStatus([.. _readings.Values]), time.GetUtcNow()));
            }
            catch (LedgerException)
            {
                // The ledger is busy for a moment, or closed: what others are shown must not stop what is done. The next change writes it.
            }
        }
    }
}
