using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Something that should not be there, and what is to be done about it.</summary>
internal sealed record Leftover
{
    public required LeftoverKind Kind { get; init; }

    /// <summary>The runner's name, or its container's where that has none of our form.</summary>
    public required string Name { get; init; }

    public RepositoryName? Repository { get; init; }

    /// <summary>Its registration; null: it has none, or none is known.</summary>
    public long? GitHubRunnerId { get; init; }

    public string? ContainerId { get; init; }

    /// <summary>The ledger's id; null: the name and the labels give none.</summary>
    public string? RunnerId { get; init; }

    public required LeftoverAction Action { get; init; }

    /// <summary>Why it is judged so, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>As it is written down before it is done.</summary>
    public NewCleanUp ToCleanUp() => new(
        Key, LedgerWord<LeftoverKind>.From(Kind), LedgerWord<LeftoverAction>.From(Action), Name, Repository, GitHubRunnerId, ContainerId, RunnerId, Reason);

    /// <summary>What tells it from every other: a registration, a container or a row.</summary>
    public string Key => Kind switch
    {
        LeftoverKind.Ghost => FormattableString.Invariant($"ghost {Repository?.ToString().ToLowerInvariant()} {GitHubRunnerId}"),
        LeftoverKind.Orphan => $"orphan {ContainerId}",
        _ => $"ambiguous {RunnerId}",
    };
}
