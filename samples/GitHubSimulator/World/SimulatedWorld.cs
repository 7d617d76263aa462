using System.Security.Cryptography;
using System.Text;

namespace GitHubSimulator;

/// <summary>The simulated GitHub: repositories, runs, jobs and runners. One lock; readers get whole snapshots.</summary>
public sealed class SimulatedWorld(TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private WorldSnapshot _current = WorldSnapshot.Empty;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called at each change, under the lock: for who must not miss one.</summary>
    internal Action<WorldSnapshot, WorldSnapshot>? Changed { get; set; }

    internal DateTimeOffset Now => timeProvider.GetUtcNow();

    /// <summary>The world as it is now.</summary>
    public WorldSnapshot Snapshot()
    {
        lock (_gate)
        {
            return _current;
        }
    }

    /// <summary>Waits until the condition holds and returns the first snapshot that meets it.</summary>
    public async Task<WorldSnapshot> WaitForAsync(Func<WorldSnapshot, bool> condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (true)
        {
            var (snapshot, changed) = Observe();
            if (condition(snapshot))
            {
                return snapshot;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Adds a repository, or changes the one of that name.</summary>
    /// <param name="fullName"><c>owner/name</c>.</param>
    /// <param name="private">Whether only members see it.</param>
    /// <param name="pushedAt">The last push; now if null.</param>
    public SimulatedRepository AddRepository(string fullName, bool @private = true, DateTimeOffset? pushedAt = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fullName);
        if (fullName.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new ArgumentException($"'{fullName}' is not owner/name.", nameof(fullName));
        }
        return Change(world =>
        {
            var pushed = pushedAt ?? Now;
            var repository = world.Repositories.TryGetValue(fullName, out var known)
                ? known with { Private = @private, PushedAt = pushed }
                : new SimulatedRepository(world.NextId, fullName, @private, pushed.AddDays(-30), pushed);
            return (world with { NextId = world.NextId + 1, Repositories = world.Repositories.SetItem(fullName, repository) }, repository);
        });
    }

    /// <summary>Queues a run; the repository's last push becomes now.</summary>
    public SimulatedRun QueueRun(string repository, string workflowName, string workflowPath, params JobPlan[] jobs) =>
        AddRun(repository, workflowName, workflowPath, Now, jobs, null, null);

    /// <summary>Adds a run of the past whose jobs are completed. Jobs keep their own conclusion, except that a run of another
    /// conclusion than success gives it to its last job when no job has it.</summary>
    public SimulatedRun AddCompletedRun(
        string repository,
        string workflowName,
        string workflowPath,
        string conclusion,
        DateTimeOffset createdAt,
        DateTimeOffset updatedAt,
        params JobPlan[] jobs) => AddRun(repository, workflowName, workflowPath, createdAt, jobs, conclusion, updatedAt);

    /// <summary>Approves a job that waits for it (<see cref="JobPlan.NeedsApproval"/>); false if it does not wait.</summary>
    public bool ApproveJob(long jobId) => Change(world =>
        world.Jobs.TryGetValue(jobId, out var job) && job.Status == "waiting"
            ? (world with { Jobs = world.Jobs.SetItem(jobId, job with { Status = "queued" }) }, true)
            : (world, false));

    /// <summary>Cancels a job; false if it is unknown or completed. A queued one never shows in_progress.</summary>
    public bool CancelJob(long jobId) => Change(world =>
        world.Jobs.TryGetValue(jobId, out var job) && job.Status != "completed"
            ? (JobTransitions.Complete(world, job, "cancelled", Now), true)
            : (world, false));

    /// <summary>Completes a job without a runner having reported it; false if it is unknown or completed.</summary>
    public bool CompleteJob(long jobId, string conclusion) => Change(world =>
        world.Jobs.TryGetValue(jobId, out var job) && job.Status != "completed"
            ? (JobTransitions.Complete(world, job, conclusion, Now), true)
            : (world, false));

    /// <summary>Lets the log of a job go, as GitHub does after its retention; false if the job is unknown.</summary>
    public bool ExpireLog(long jobId) => Change(world =>
        world.Jobs.TryGetValue(jobId, out var job)
            ? (world with { Jobs = world.Jobs.SetItem(jobId, job with { LogExpired = true }) }, true)
            : (world, false));

    /// <summary>Starts a job on a registered runner without a runner process; false if either is unknown or not free.</summary>
    public bool StartJob(long jobId, long runnerId) => Change(world =>
        world.Jobs.TryGetValue(jobId, out var job) && job.Status == "queued"
        && world.Runners.TryGetValue(runnerId, out var runner) && !runner.Busy
            ? (JobTransitions.Start(world, job, runnerId, runner.Name, Now), true)
            : (world, false));

    /// <summary>Registers a runner that no process backs.</summary>
    public RegisteredRunner AddRunner(
        string scope, string name, IReadOnlyList<string> labels, bool ephemeral = true, bool online = false) => Change(world =>
    {
        var runner = new RegisteredRunner(world.NextId, name, scope, Lower(labels), ephemeral)
        {
            Online = online,
            LastSeen = Now,
            Os = online ? "linux" : "unknown",
        };
        return (world with { NextId = world.NextId + 1, Runners = world.Runners.Add(runner.Id, runner) }, runner);
    });

    /// <summary>Makes a runner look busy or idle; false if it is unknown.</summary>
    public bool SetBusy(long runnerId, bool busy) => ChangeRunner(runnerId, runner => runner with { Busy = busy });

    /// <summary>Makes a runner look online or offline; false if it is unknown.</summary>
    public bool SetOnline(long runnerId, bool online) => ChangeRunner(runnerId, runner => runner with { Online = online, Os = "linux" });

    /// <summary>Removes a runner behind everybody's back; false if it is unknown.</summary>
    public bool RemoveRunner(long runnerId) => Change(world =>
        (world with { Runners = world.Runners.Remove(runnerId) }, world.Runners.ContainsKey(runnerId)));

    internal static IReadOnlyList<string> Lower(IReadOnlyList<string> labels) =>
        [.. labels.Select(label => label.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    internal (WorldSnapshot Snapshot, Task Changed) Observe()
    {
        lock (_gate)
        {
            return (_current, _changed.Task);
        }
    }

    internal T Change<T>(Func<WorldSnapshot, (WorldSnapshot Next, T Result)> change)
    {
        TaskCompletionSource? changed = null;
        T result;
        lock (_gate)
        {
            (var next, result) = change(_current);
            if (!ReferenceEquals(next, _current))
            {
                Changed?.Invoke(_current, next);
                _current = next;
                changed = _changed;
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
        changed?.SetResult();
        return result;
    }

    private bool ChangeRunner(long runnerId, Func<RegisteredRunner, RegisteredRunner> change) => Change(world =>
        world.Runners.TryGetValue(runnerId, out var runner)
            ? (world with { Runners = world.Runners.SetItem(runnerId, change(runner)) }, true)
            : (world, false));

    private SimulatedRun AddRun(
        string repository,
        string workflowName,
        string workflowPath,
        DateTimeOffset createdAt,
        JobPlan[] plans,
        string? conclusion,
        DateTimeOffset? completedAt) => Change(world =>
    {
        if (!world.Repositories.TryGetValue(repository, out var known))
        {
            throw new ArgumentException($"The simulator has no repository '{repository}'; call AddRepository first.", nameof(repository));
        }
        if (plans.Length == 0)
        {
            throw new ArgumentException("A run needs at least one job.", nameof(plans));
        }
        if (Array.Find(plans, plan => plan.Labels.Count == 0) is { } nowhere)
        {
            throw new ArgumentException($"The job '{nowhere.Name}' needs at least one label: GitHub has no job without runs-on.", nameof(plans));
        }
        var next = world.NextId;
        var runId = next++;
        var siblings = world.Runs.Values.Where(run => run.Repository == known.FullName && run.WorkflowPath == workflowPath).ToList();
        var workflowId = siblings.Count > 0 ? siblings[0].WorkflowId : next++;
        var lastBad = conclusion is null or "success" || plans.Any(plan => plan.Conclusion == conclusion) ? -1 : plans.Length - 1;
        List<SimulatedJob> jobs = [];
        foreach (var (index, plan) in plans.Index())
        {
            var job = new SimulatedJob(next++, runId, 1, index == lastBad ? plan with { Conclusion = conclusion! } : plan, createdAt)
            {
                Status = plan.Needs.Count > 0 || plan.ConcurrencyGroup is not null ? "pending" : plan.NeedsApproval ? "waiting" : "queued",
            };
            jobs.Add(completedAt is { } end ? Ended(job, createdAt, end) : job);
        }
        var run = new SimulatedRun(runId, known.FullName, workflowName, workflowPath, workflowId, siblings.Count + 1)
        {
            HeadSha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{known.FullName}#{runId}")))[..40],
            CreatedAt = createdAt,
            StartedAt = createdAt,
            UpdatedAt = completedAt ?? createdAt,
            JobIds = [.. jobs.Select(job => job.Id)],
        };
        world = world with
        {
            NextId = next,
            Repositories = createdAt > known.PushedAt
                ? world.Repositories.SetItem(known.FullName, known with { PushedAt = createdAt })
                : world.Repositories,
            Runs = world.Runs.Add(run.Id, run),
            Jobs = world.Jobs.AddRange(jobs.Select(job => KeyValuePair.Create(job.Id, job))),
        };
        return (completedAt is null ? HeldBack.Release(world, Now) : world, run);
    });

    private static SimulatedJob Ended(SimulatedJob job, DateTimeOffset start, DateTimeOffset end)
    {
        job = job with
        {
            Status = "completed",
            Conclusion = job.Plan.Conclusion,
            StartedAt = start,
            CompletedAt = end,
            RunnerId = 0,
            RunnerName = $"GitHub Actions {job.Id}",
        };
        return job with { Log = JobLogText.Compose(job, job.Plan.Conclusion) };
    }
}
