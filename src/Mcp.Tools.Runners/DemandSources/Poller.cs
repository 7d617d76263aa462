using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>
/// Reads the queues over REST: the runs that wait or run, then their jobs; completed runs are never listed. <see cref="PollSchedule"/>
/// says which repositories a pass reads; the others keep their last reading with its own age, so that the level stays whole. All
/// requests are conditional and their addresses stay the same, so that a pass over unchanged queues costs nothing of the budget.
/// </summary>
/// <param name="open">Repositories where something is under way; they are read although nobody has pushed to them lately.</param>
/// <param name="board">Where it is kept over a restart which repositories are known; null: nowhere.</param>
internal sealed partial class Poller(
    GitHubApi github,
    RunnersOptions options,
    Func<IReadOnlyCollection<RepositoryName>> open,
    TimeProvider time,
    ILogger<Poller> logger,
    StatusBoard? board = null) : IDemandSource
{
    private const string Source = "poller";

    private readonly PollMemory _memory = new(board);
    private readonly QueueRequests _requests = new(github, options, time, logger);

    public async Task<Demand> ReadAsync(CancellationToken cancellationToken)
    {
        var asOf = time.GetUtcNow();
        List<RepositoryName> known = [];
        try
        {
            _memory.Load();
            known = Known();
            return await ReadAsync(await PresentAsync(known, asOf, cancellationToken), asOf, cancellationToken);
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            NothingRead(QueueRequests.Unexpected(ex), QueueRequests.ReasonOf(ex));
            return DemandReading.Unknown(Source, asOf, QueueRequests.ReasonOf(ex), known);
        }
    }

    private async Task<Demand> ReadAsync(PresentRepositories found, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var present = found.Names;
        var served = options.Repositories.Count > 0 ? present : [.. present, .. _memory.Remembered(asOf).Where(name => RepositoryFilter.Serves(name, options))];
        var states = _memory.States(served, present, open().ToHashSet(), name => github.PaceOf(name, asOf), asOf - options.Window);
        var plan = PollSchedule.Plan(states, new PollPeriods(options.PollInterval, options.QuietPollInterval), asOf);
        var turns = plan.Turns.ToDictionary(turn => new QueueReading(turn.Repository, asOf, found.IsPublic(turn.Repository)));
        await _requests.ReadRunsAsync(turns, cancellationToken);
        await Task.WhenAll(
            _requests.ReadJobsAsync(turns.Keys, Of, cancellationToken),
            _requests.ReadVisibilityAsync(turns.Keys, cancellationToken));
        foreach (var remembered in states.Where(state => state.Remembered).Select(state => state.Repository)
            .Intersect(turns.Keys.Where(reading => reading.IsUnseen).Select(reading => reading.Repository)).ToList())
        {
            // Nobody asked for it, and it is not there any more.
            _memory.Forget(remembered);
        }

        QueueReading[] readings = [.. turns.Keys.Where(reading => served.Contains(reading.Repository) && _memory.Current.Contains(reading.Repository))];
        foreach (var reading in readings)
        {
            Take(reading, turns[reading]);
        }

        _memory.Save(asOf);
        var tried = readings.Select(reading => reading.Repository).Concat(plan.HeldUp.Keys).ToHashSet();
        return DemandReading.Combine(
            Source, asOf, readings, _memory.Kept(name => !tried.Contains(name)), plan.HeldUp, found.Truncated || _memory.Current.Any(name => !tried.Contains(name) && _memory.IsUnread(name)));

        // Of one that nothing is known of yet it is not assumed that something happens there.
        PolledRepository Of(RepositoryName name) => _memory.Of(name, asOf - options.Window);

        void Take(QueueReading reading, PollTurn turn)
        {
            if (!turn.Running)
            {
                reading.MarkFloor();
            }

            var known = Of(reading.Repository);
            known.RunningKnown |= turn.Running && reading.Failure is null;
            known.Take(reading);
        }
    }

    /// <summary>The repositories that are configured, or were pushed to lately, or where something is under way.</summary>
    private async Task<PresentRepositories> PresentAsync(List<RepositoryName> known, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var present = known.Where(name => RepositoryFilter.Serves(name, options)).ToHashSet();
        if (options.Repositories.Count > 0)
        {
            return new(present, Listed: [], Truncated: false);
        }

        var listing = await github.DiscoverAsync(options, asOf - options.Window, cancellationToken);
        foreach (var repository in listing.Items)
        {
            present.Add(repository.Name);
            _memory.Of(repository.Name, repository.PushedAt ?? asOf).Active(repository.PushedAt ?? asOf);
        }

        return new(present, listing.Items.ToDictionary(repository => repository.Name), listing.Truncated);
    }

    /// <summary>The repositories that are known without asking GitHub.</summary>
    private List<RepositoryName> Known() => options.Repositories.Count > 0
        ? options.Repositories.Select(RepositoryName.Parse).Distinct().ToList()
        : open().Distinct().ToList();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues could not be read: {Reason}")]
    private partial void NothingRead(Exception? exception, string reason);
}
