using System.Collections.Immutable;
using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>All that the invariants speak of, at the end of a step.</summary>
internal sealed record ChaosState
{
    /// <summary>Rows that are not removed.</summary>
    public ImmutableArray<RunnerInfo> Open { get; init; } = [];

    public ImmutableArray<ChaosContainer> Containers { get; init; } = [];

    /// <summary>Runner ids of containers that have a row, open or not.</summary>
    public ImmutableHashSet<string> Known { get; init; } = [];

    /// <summary>GitHub's list of runners, without those of others.</summary>
    public ImmutableArray<RegisteredRunner> Registrations { get; init; } = [];

    /// <summary>Repositories with a job that waits for us.</summary>
    public ImmutableHashSet<string> Wanted { get; init; } = [];

    /// <summary>The epochs of the transitions, from the last one before the step on.</summary>
    public ImmutableArray<long> Epochs { get; init; } = [];

    /// <summary>Jobs that were queued before and after a pass that read all queues.</summary>
    public ImmutableArray<long> SeenQueued { get; init; } = [];

    /// <summary>The reasons in the decisions in force.</summary>
    public ImmutableDictionary<long, string> Reasons { get; init; } = ImmutableDictionary<long, string>.Empty;

    /// <summary>What the engine saw that must never be.</summary>
    public ImmutableArray<string> Killed { get; init; } = [];

    /// <summary>Containers started, jobs that ours took, and how many starts more are excused by what went wrong.</summary>
    public (int Started, int Served, int Excused) Starts { get; init; }

    /// <summary>Whether two processes hold the lease.</summary>
    public bool TwoHolders { get; init; }

    public RunnersOptions Options { get; init; } = new();
}
