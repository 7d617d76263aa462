using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>A runner as the engine sees it.</summary>
/// <param name="ContainerId">The container's id.</param>
/// <param name="RunnerId">The ledger's id, from the container's label.</param>
/// <param name="Name">The container's name.</param>
/// <param name="Running">Whether it runs.</param>
/// <param name="Ended">Whether it ran and ended; false with <paramref name="Running"/> false means created only.</param>
/// <param name="ExitCode">Its exit code, once ended.</param>
/// <param name="StartedAt">When it started, as the engine says.</param>
/// <param name="FinishedAt">When it ended, as the engine says.</param>
/// <param name="OutOfMemory">Whether the kernel ended it for its memory.</param>
/// <param name="SpecHash">The hash of the specification that it was created from.</param>
/// <param name="Repository">The repository that it was made for, from the container's label; null: the label is missing or no repository's name.</param>
public sealed record LaunchedRunner(
    string ContainerId,
    string RunnerId,
    string Name,
    bool Running,
    bool Ended,
    int? ExitCode,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    bool OutOfMemory,
    string? SpecHash,
    RepositoryName? Repository = null)
{
    /// <summary>What its volume holds; null: nobody measures it, because no pool sets a limit, or not yet.</summary>
    public DiskUse? Disk { get; init; }

    /// <summary>What of it is not as it was created, each as a sentence.</summary>
    public ImmutableArray<string> Drift { get; init; } = [];
}
