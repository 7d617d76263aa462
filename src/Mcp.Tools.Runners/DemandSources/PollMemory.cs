using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>The repositories that the poller knows, from pass to pass. For one reader at a time.</summary>
/// <param name="board">Where it is kept over a restart; null: nowhere.</param>
internal sealed class PollMemory(StatusBoard? board)
{
    /// <summary>How long a repository that had runs is read although nobody pushes to it: workflows also start by the clock and by hand.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(30);

    private readonly Dictionary<RepositoryName, PolledRepository> _repositories = [];
    private ImmutableHashSet<RepositoryName> _current = [];
    private string? _saved;
    private bool _loaded;

    public void Load()
    {
        if (_loaded)
        {
            return;
        }

        foreach (var (name, entry) in PollHistory.From(board?.Get(PollHistory.Key)))
        {
            _repositories[name] = new PolledRepository(name, entry.ActiveAt) { RunsSeenAt = entry.RunsSeenAt, RunningKnown = entry.RunningKnown };
        }

        _loaded = true;
    }

    /// <param name="activeAt">Taken for the last activity of one that is new here.</param>
    public PolledRepository Of(RepositoryName name, DateTimeOffset activeAt)
    {
        if (!_repositories.TryGetValue(name, out var known))
        {
            _repositories[name] = known = new PolledRepository(name, activeAt);
        }

        return known;
    }

    /// <summary>Repositories that had runs in the last month.</summary>
    public IEnumerable<RepositoryName> Remembered(DateTimeOffset now) =>
        _repositories.Values.Where(repository => repository.RunsSeenAt > now - RememberedFor).Select(repository => repository.Name);

    /// <summary>What the next pass is planned from.</summary>
    /// <param name="served">All repositories to serve.</param>
    /// <param name="present">Those that are configured, pushed to lately or open; the others are only remembered.</param>
    /// <param name="open">Those where something is under way.</param>
    /// <param name="quietSince">Taken for the last activity of those of which nothing is known.</param>
    public IReadOnlyList<PollState> States(
        IReadOnlyCollection<RepositoryName> served,
        IReadOnlySet<RepositoryName> present,
        IReadOnlySet<RepositoryName> open,
        Func<RepositoryName, BudgetPace> pace,
        DateTimeOffset quietSince)
    {
        _current = [.. served];
        return [.. _current.Select(name =>
        {
            var known = Of(name, quietSince);
            var isOpen = open.Contains(name) || known.Last is { Runs.Count: > 0 };
            return new PollState(name)
            {
                Open = isOpen,
                News = open.Contains(name) && known.Last is not { Runs.Count: > 0 },
                Remembered = !isOpen && !present.Contains(name),
                ActiveAt = known.ActiveAt,
                ReadAt = known.ReadAt,
                RunningKnown = known.RunningKnown,
                Pace = pace(name),
            };
        })];
    }

    /// <summary>The last readings of served repositories other than these.</summary>
    public IReadOnlyList<QueueReading> Kept(Func<RepositoryName, bool> isOther) =>
        [.. _current.Where(isOther).Select(name => _repositories.GetValueOrDefault(name)?.Last).OfType<QueueReading>()];

    public bool IsUnread(RepositoryName name) => _repositories.GetValueOrDefault(name)?.Last is null;

    public IEnumerable<RepositoryName> Current => _current;

    public void Forget(RepositoryName name)
    {
        _repositories.Remove(name);
        _current = _current.Remove(name);
    }

    /// <summary>Writes down what has changed, and drops what is not served and has been quiet for too long.</summary>
    public void Save(DateTimeOffset now)
    {
        foreach (var old in _repositories.Values.Where(repository => !_current.Contains(repository.Name) && !(repository.RunsSeenAt > now - RememberedFor)).ToList())
        {
            _repositories.Remove(old.Name);
        }

        var entry = PollHistory.ToEntry(_repositories.Values, now);
        if (board is not null && entry.Json != _saved)
        {
            board.Put(entry);
            _saved = entry.Json;
        }
    }
}
