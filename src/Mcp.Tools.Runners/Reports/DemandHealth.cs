using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>How the last reading of the queues went, as the autoscaler puts it on the status board under <c>demand</c>.</summary>
/// <param name="Unread">Repositories that could not be read, with the reason.</param>
internal sealed record DemandHealth(string Source, DemandQuality Quality, DateTimeOffset AsOf, ImmutableDictionary<string, string>? Unread)
{
    public static DemandHealth Of(Demand demand) => new(
        demand.Source, demand.Quality, demand.AsOf, demand.Unread.ToImmutableDictionary(entry => entry.Key.ToString(), entry => entry.Value));

    /// <summary>Why a repository could not be read; null if it was.</summary>
    public string? ReasonUnread(RepositoryName repository) =>
        Unread?.FirstOrDefault(entry => string.Equals(entry.Key, repository.ToString(), StringComparison.OrdinalIgnoreCase)).Value;
}
