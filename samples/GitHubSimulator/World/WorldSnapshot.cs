using System.Collections.Immutable;

namespace GitHubSimulator;

/// <summary>The whole simulated GitHub at one moment; immutable.</summary>
public sealed record WorldSnapshot
{
    internal static WorldSnapshot Empty { get; } = new();

    /// <summary>Repositories by full name, case ignored.</summary>
    public ImmutableSortedDictionary<string, SimulatedRepository> Repositories { get; init; } =
        ImmutableSortedDictionary.Create<string, SimulatedRepository>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs by id.</summary>
    public ImmutableSortedDictionary<long, SimulatedRun> Runs { get; init; } = ImmutableSortedDictionary<long, SimulatedRun>.Empty;

    /// <summary>Jobs by id.</summary>
    public ImmutableSortedDictionary<long, SimulatedJob> Jobs { get; init; } = ImmutableSortedDictionary<long, SimulatedJob>.Empty;

    /// <summary>Registered runners by id.</summary>
    public ImmutableSortedDictionary<long, RegisteredRunner> Runners { get; init; } = ImmutableSortedDictionary<long, RegisteredRunner>.Empty;

    internal long NextId { get; init; } = 1001;

    /// <summary>The jobs of a run's attempt, or of the latest one.</summary>
    public IReadOnlyList<SimulatedJob> JobsOf(SimulatedRun run, int? attempt = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. run.JobIds.Select(id => Jobs[id]).Where(job => job.Attempt == (attempt ?? run.Attempt))];
    }

    /// <summary>pending while all that is left is held back, queued while any job is queued, waiting while nothing else is left, then in_progress, then completed.</summary>
    public string StatusOf(SimulatedRun run)
    {
        var jobs = JobsOf(run);
        if (jobs.All(job => job.Status == "completed"))
        {
            return "completed";
        }
        if (jobs.All(job => job.Status is "pending" or "completed"))
        {
            return "pending";
        }
        return jobs.Any(job => job.Status == "queued") ? "queued" : jobs.All(job => job.Status is "waiting" or "completed") ? "waiting" : "in_progress";
    }

    /// <summary>The worst conclusion of the run's jobs; null until all are completed.</summary>
    public string? ConclusionOf(SimulatedRun run)
    {
        var jobs = JobsOf(run);
        if (jobs.Any(job => job.Status != "completed"))
        {
            return null;
        }
        string[] worstFirst = ["failure", "timed_out", "cancelled", "success"];
        return Array.Find(worstFirst, word => jobs.Any(job => job.Conclusion == word)) ?? "skipped";
    }
}
