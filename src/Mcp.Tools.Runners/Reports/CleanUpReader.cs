using System.Collections.Immutable;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads what is left over without any right on the engine: GitHub itself, and for containers what the autoscaler last told.</summary>
internal sealed partial class CleanUpReader(
    SituationReader situations,
    ConcernedRepositories repositories,
    TraceReader traces,
    StatusBoard board,
    CleanUpLedger cleanUps,
    Lazy<GitHubApi> github,
    TimeProvider time,
    ILogger<CleanUpReader> logger)
{
    public const int ShownRecent = 10;

    public async Task<CleanUpReading> ReadAsync(RepositoryName? repository, CancellationToken cancellationToken)
    {
        var (containers, cut) = Told();
        var labelled = (containers?.Items ?? []).Select(container => container.Repository).OfType<RepositoryName>();
        ImmutableArray<RepositoryName> concerned = repository is { } one ? [one] : [.. labelled.Concat(repositories.List()).Distinct()];
        var read = await Task.WhenAll(concerned.Take(SweepTurn.Most).Select(name => RepositoryRunners.ReadAsync(github.Value, name, time, cancellationToken)));
        var notAsked = concerned.Skip(SweepTurn.Most).Select(name => new RepositoryRunners(
            name, [], Whole: false, time.GetUtcNow(), FormattableString.Invariant($"Not asked: one call asks for {SweepTurn.Most} repositories at most. Call again with 'repository': \"{name}\".")));
        ImmutableArray<RepositoryRunners> listings = [.. read, .. notAsked];

        // What is under way is known to the autoscaler alone, which looks again before it does anything.
        var seen = traces.Join(listings, containers, isUnderWay: _ => false);
        return new(
            situations.Read(),
            listings,
            containers,
            cut,
            [.. Leftovers.Of(seen).Where(leftover => repository is null || leftover.Repository == repository)],
            listings.Sum(listing => listing.Runners.Count(runner => !OwnNames.Has(seen.ControllerId, runner.Name))),
            [.. cleanUps.Recent(ShownRecent)]);
    }

    private (SeenContainers? Containers, bool Cut) Told()
    {
        var entry = board.Get("containers");
        try
        {
            return StatusJson.ReadContainers(entry) is { } told
                ? (new([.. told.Containers.Select(container => container.ToRunner())], entry!.AsOf), told.Total > told.Containers.Length)
                : (null, false);
        }
        catch (JsonException ex)
        {
            // Another version of the product may have written it. Unknown is the truth then.
            LogUnreadable(ex);
            return (null, false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the autoscaler told of containers cannot be read; they count as unknown.")]
    private partial void LogUnreadable(Exception exception);
}
