using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What the poller remembers of a repository between passes.</summary>
/// <param name="activeAt">Its last activity, as far as it is known.</param>
internal sealed class PolledRepository(RepositoryName name, DateTimeOffset activeAt)
{
    private readonly ConcurrentDictionary<long, RunJobs> _jobs = new();

    public RepositoryName Name { get; } = name;

    public DateTimeOffset ActiveAt { get; private set; } = activeAt;

    /// <summary>When runs were seen last; null: never. Such a repository is remembered when it is not pushed to any more.</summary>
    public DateTimeOffset? RunsSeenAt { get; set; }

    public bool RunningKnown { get; set; }

    /// <summary>The last reading that was not a failure.</summary>
    public QueueReading? Last { get; private set; }

    /// <summary>Null: it was never read, or not wholly the last time.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>The jobs of a run, as they were read last.</summary>
    public RunJobs? JobsOf(long runId) => _jobs.GetValueOrDefault(runId);

    public void Keep(long runId, RunJobs jobs) => _jobs[runId] = jobs;

    public void Drop(long runId) => _jobs.TryRemove(runId, out _);

    public void Active(DateTimeOffset at) => ActiveAt = at > ActiveAt ? at : ActiveAt;

    /// <summary>Takes in what a pass has read.</summary>
    public void Take(QueueReading reading)
    {
        ReadAt = reading.Failure is null ? reading.AsOf : null;
        if (!reading.AnythingRead)
        {
            return;
        }

        Last = reading;
        if (reading.Runs.Count > 0)
        {
            RunsSeenAt = reading.AsOf;
            Active(reading.AsOf);
        }

        var runs = reading.Runs.Select(run => run.Id).ToHashSet();
        foreach (var ended in _jobs.Keys.Where(run => !runs.Contains(run)))
        {
            _jobs.TryRemove(ended, out _);
        }
    }

    /// <summary>The jobs of a run at one moment.</summary>
    internal sealed record RunJobs(ImmutableArray<WorkflowJob> Jobs, bool Truncated, DateTimeOffset AsOf);
}
