using System.Text.Json;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>What the poller knows of repositories, kept on the status board over a restart.</summary>
internal sealed record PollHistory(Dictionary<string, PollHistoryEntry> Repositories)
{
    public const string Key = "poller";

    public static StatusEntry ToEntry(IEnumerable<PolledRepository> repositories, DateTimeOffset asOf) => new(
        Key,
        JsonSerializer.Serialize(
            new PollHistory(repositories
                .OrderBy(repository => repository.Name.ToString(), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(
                    repository => repository.Name.ToString(),
                    repository => new PollHistoryEntry(repository.ActiveAt, repository.RunsSeenAt, repository.RunningKnown),
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
