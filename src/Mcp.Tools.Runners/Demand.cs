using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>What waits and runs, as one source saw it at one moment. A level, not a stream of changes.</summary>
/// <param name="Source">Which source, for example <c>poller</c>.</param>
/// <param name="AsOf">When the reading began.</param>
/// <param name="Quality">How far it can be trusted.</param>
/// <param name="Jobs">Jobs that wait or run, each once.</param>
/// <param name="Unread">Repositories that could not be read, with the reason; the others still count.</param>
public sealed record Demand(
    string Source,
    DateTimeOffset AsOf,
    DemandQuality Quality,
    ImmutableArray<WorkflowJob> Jobs,
    ImmutableDictionary<RepositoryName, string> Unread)
{
    /// <summary>Which repositories are public, where that is known: at least of those with active runs.</summary>
    public ImmutableDictionary<RepositoryName, bool> Visibility { get; init; } = ImmutableDictionary<RepositoryName, bool>.Empty;

    /// <summary>When a repository was read, where that was before <see cref="AsOf"/>: nothing happens there, so its last reading was kept.</summary>
    public ImmutableDictionary<RepositoryName, DateTimeOffset> ReadAt { get; init; } = ImmutableDictionary<RepositoryName, DateTimeOffset>.Empty;

    /// <summary>When the reading of the repository began.</summary>
    public DateTimeOffset AsOfFor(RepositoryName repository) => ReadAt.GetValueOrDefault(repository, AsOf);

    /// <summary>Why nothing could be read, where <see cref="Quality"/> is <see cref="DemandQuality.Unknown"/> and no repository is known to blame.</summary>
    public string? Reason { get; init; }
}
