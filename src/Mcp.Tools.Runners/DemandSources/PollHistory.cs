using System.Text.Json;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What the poller knows of repositories, kept on the status board over a restart.</summary>
internal sealed record PollHistory(Dictionary<string, PollHistoryEntry> Repositories)
{
    public const string Key = "poller";

    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(10);

    public static StatusEntry ToEntry(IEnumerable<PolledRepository> repositories, DateTimeOffset asOf) => new(
        Key,
        JsonSerializer.Serialize(
            new PollHistory(repositories
                .OrderBy(repository => repository.Name.ToString(), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(
                    repository => repository.Name.ToString(),
                    repository => new PollHistoryEntry(Rounded(repository.ActiveAt), repository.RunsSeenAt is { } seen ? Rounded(seen) : null, repository.RunningKnown),
                    StringComparer.OrdinalIgnoreCase)),
            StatusJsonContext.Default.PollHistory),
        asOf);

    /// <summary>An entry that cannot be read is none: all that is lost is that quiet repositories are read once more.</summary>
    public static IEnumerable<(RepositoryName Name, PollHistoryEntry Entry)> From(StatusEntry? entry)
    {
        foreach (var (name, known) in Parse(entry)?.Repositories ?? [])
        {
            if (RepositoryName.TryParse(name, out var repository))
            {
                yield return (repository, known);
            }
        }
    }

    /// <summary>So that it need not be written anew in every pass.</summary>
    private static DateTimeOffset Rounded(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Grain.Ticks), TimeSpan.Zero);

    private static PollHistory? Parse(StatusEntry? entry)
    {
        try
        {
            return entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.PollHistory);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
