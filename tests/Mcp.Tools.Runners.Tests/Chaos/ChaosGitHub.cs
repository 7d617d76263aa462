using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>What happens on GitHub beside the API: jobs arrive, are cancelled, stolen and given up.</summary>
internal sealed class ChaosGitHub(SimulatedWorld world, ChaosClock clock)
{
    /// <summary>After so long without a word from its runner a job has failed.</summary>
    private static readonly TimeSpan JobLockLifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ForeignPatience = TimeSpan.FromMinutes(4);

    private readonly SortedDictionary<long, ChaosJob> _open = [];
    private readonly List<(long Job, DateTimeOffset At, string Conclusion)> _ends = [];
    private readonly HashSet<string> _foreignRunners = new(StringComparer.Ordinal);

    public int Arrived { get; private set; }

    /// <summary>Jobs that are queued and that some pool can serve, oldest first.</summary>
    public IReadOnlyList<ChaosJob> Waiting => [.. FirstOfWaiting()];

    /// <summary>All jobs that are queued, whoever can serve them.</summary>
    public IReadOnlyList<long> Queued
    {
        get
        {
            var jobs = world.Snapshot().Jobs;
            return [.. _open.Keys.Where(id => jobs[id].Status == "queued")];
        }
    }

    public IReadOnlyList<ChaosJob> Open => [.. _open.Values];

    /// <summary>The same, looked at one by one: whoever takes the first need not wait for the last.</summary>
    public IEnumerable<ChaosJob> FirstOfWaiting()
    {
        var jobs = world.Snapshot().Jobs;
        return _open.Values.Where(job => job.Plan.Ours && jobs[job.Id].Status == "queued");
    }

    public bool IsForeign(string runner) => _foreignRunners.Contains(runner);

    public void Arrive(ChaosArrival arrival)
    {
        var run = world.QueueRun(
            arrival.Repository,
            "CI",
            ".github/workflows/ci.yml",
            [.. arrival.Jobs.Select((job, index) => new JobPlan($"job {index}", job.Labels) { Duration = job.Duration })]);
        foreach (var (index, id) in run.JobIds.Index())
        {
            var job = new ChaosJob(id, arrival.Repository, arrival.Jobs[index]);
            _open.Add(id, job);
            Arrived++;
            if (!job.Plan.Ours)
            {
                // Nobody here can run it; somebody gives it up.
                _ends.Add((id, clock.SteadyNow + ForeignPatience, "cancelled"));
            }
        }
    }

    /// <summary>Another runner, which is not ours, takes the job.</summary>
    public void Steal(ChaosJob job)
    {
        var name = $"foreign-{job.Id}";
        _foreignRunners.Add(name);
        var runner = world.AddRunner(job.Repository, name, [.. job.Plan.Labels], ephemeral: true, online: true);
        world.StartJob(job.Id, runner.Id);
        _ends.Add((job.Id, clock.SteadyNow + job.Plan.Duration, "success"));
    }

    public void Cancel(long job) => world.CancelJob(job);

    /// <summary>The runner of the job has died: GitHub notices later.</summary>
    public void GiveUpLater(long job) => _ends.Add((job, clock.SteadyNow + JobLockLifetime, "failure"));

    /// <summary>What is due by now.</summary>
    public void Tick()
    {
        foreach (var (job, _, conclusion) in _ends.Where(end => end.At <= clock.SteadyNow).ToList())
        {
            world.CompleteJob(job, conclusion);
        }

        _ends.RemoveAll(end => end.At <= clock.SteadyNow);
        var jobs = world.Snapshot().Jobs;
        foreach (var id in _open.Keys.Where(id => jobs[id].Status == "completed").ToList())
        {
            _open.Remove(id);
        }
    }
}
