using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What is known of a repository when a pass is planned.</summary>
internal sealed record PollState(RepositoryName Repository)
{
    /// <summary>Whether something waits or runs there, or a runner of ours is open.</summary>
    public bool Open { get; init; }

    /// <summary>Whether something is known to be under way there that the last reading does not show: another source has told of it.</summary>
    public bool News { get; init; }

    /// <summary>Whether it is only remembered: nobody has pushed to it inside the window.</summary>
    public bool Remembered { get; init; }

    /// <summary>The last push, run or runner.</summary>
    public required DateTimeOffset ActiveAt { get; init; }

    /// <summary>When it was read last; null: never, or not wholly.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Whether its running runs have been read once: then asking again is free while nothing changes.</summary>
    public bool RunningKnown { get; init; }

    /// <summary>How fast the budget of its credential allows to go.</summary>
    public BudgetPace Pace { get; init; } = BudgetPace.Full;
}
