using System.Collections.Concurrent;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What one pass learns of one repository. Written to by several requests at once.</summary>
/// <param name="asOf">When the reading began.</param>
internal sealed class QueueReading(RepositoryName repository, DateTimeOffset asOf, bool? isPublic = null)
{
    private readonly ConcurrentDictionary<long, WorkflowRun> _runs = new();
    private readonly ConcurrentDictionary<long, WorkflowJob> _jobs = new();
    private string? _failure;
    private volatile bool _floor;
    private volatile bool _anythingRead;
    private volatile bool _unseen;

    public RepositoryName Repository { get; } = repository;

    public DateTimeOffset AsOf { get; } = asOf;

    /// <summary>Each once: between two listings a run can go from queued to in progress.</summary>
    public ICollection<WorkflowRun> Runs => _runs.Values;

    public ICollection<WorkflowJob> Jobs => _jobs.Values;

    /// <summary>The first failure; what could be read beside it still counts.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether anybody can see it; null: not read.</summary>
    public bool? IsPublic { get; set; } = isPublic;

    /// <summary>Whether there may be more than was read: a listing was cut, or something was put off.</summary>
    public bool IsFloor => _floor;

    public bool AnythingRead => _anythingRead;

    /// <summary>Whether GitHub says that there is no such repository, or that this credential may not see it.</summary>
    public bool IsUnseen => _unseen;

    public void AddRuns(Listing<WorkflowRun> listing)
    {
        foreach (var run in listing.Items)
        {
            _runs[run.Id] = run;
        }

        _floor |= listing.Truncated;
        _anythingRead = true;
    }

    public void AddJobs(IEnumerable<WorkflowJob> jobs)
    {
        foreach (var job in jobs)
        {
            _jobs[job.Id] = job;
        }
    }

    public void MarkFloor() => _floor = true;

    public void MarkUnseen() => _unseen = true;

    /// <returns>Whether it is the first failure, the one to tell.</returns>
    public bool Fail(string reason) => Interlocked.CompareExchange(ref _failure, reason, null) is null;
}
