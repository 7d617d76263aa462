using System.Collections.Concurrent;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What one pass learns of one repository. Written to by several requests at once.</summary>
internal sealed class QueueReading(RepositoryName repository, bool? isPublic = null)
{
    private readonly ConcurrentDictionary<long, WorkflowRun> _runs = new();
    private readonly ConcurrentDictionary<long, WorkflowJob> _jobs = new();
    private string? _failure;
    private volatile bool _truncated;
    private volatile bool _anythingRead;

    public RepositoryName Repository { get; } = repository;

    /// <summary>Each once: between two listings a run can go from queued to in progress.</summary>
    public ICollection<WorkflowRun> Runs => _runs.Values;

    public ICollection<WorkflowJob> Jobs => _jobs.Values;

    /// <summary>The first failure; what could be read beside it still counts.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether anybody can see it; null: not read.</summary>
    public bool? IsPublic { get; set; } = isPublic;

    public bool Truncated => _truncated;

    public bool AnythingRead => _anythingRead;

    public void AddRuns(Listing<WorkflowRun> listing)
    {
        foreach (var run in listing.Items)
        {
            _runs[run.Id] = run;
        }

        _truncated |= listing.Truncated;
        _anythingRead = true;
    }

    public void AddJobs(Listing<WorkflowJob> listing)
    {
        foreach (var job in listing.Items)
        {
            _jobs[job.Id] = job;
        }

        _truncated |= listing.Truncated;
    }

    /// <returns>Whether it is the first failure, the one to tell.</returns>
    public bool Fail(string reason) => Interlocked.CompareExchange(ref _failure, reason, null) is null;
}
