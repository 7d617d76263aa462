using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Holds the rows against GitHub's listing of runners and writes down which are online and which are busy.</summary>
internal sealed partial class GitHubObserver(
    RunnerLife life, RunnerLedger ledger, GitHubApi gitHub, RunnerWork work, TimeProvider time, ILogger<GitHubObserver> logger)
{
    /// <summary>Reads the repositories that have runners for which there is something to learn. One that cannot be read changes nothing.</summary>
    public Task ObserveAsync(CancellationToken cancellationToken)
    {
        var rows = ledger.ListOpen()
            .Where(row => row.State is RunnerState.Created or RunnerState.Started or RunnerState.Online && !work.IsUnderWay(row.Id))
            .ToLookup(row => row.Repository);
        return Task.WhenAll(rows.Select(group => ObserveAsync(group.Key, [.. group], cancellationToken)));
    }

    private async Task ObserveAsync(RepositoryName repository, IReadOnlyList<RunnerInfo> rows, CancellationToken cancellationToken)
    {
        try
        {
            var registered = (await gitHub.ListRunnersAsync(repository, cancellationToken)).Items.ToDictionary(runner => runner.Id);
            foreach (var row in rows)
            {
                if (row.GitHubRunnerId is { } id && registered.TryGetValue(id, out var seen))
                {
                    Note(row, seen);
                }
            }
        }
        catch (GitHubException ex)
        {
            LogUnread(repository, ex.Message);
        }
    }

    private void Note(RunnerInfo row, GitHubRunner seen)
    {
        if (seen.Busy)
        {
            life.Apply(row, RunnerEvent.SeenBusy, new() { BusyAt = time.GetUtcNow(), Reason = "GitHub gave it a job." });
        }
        else if (seen.Online && row.State is not RunnerState.Online)
        {
            life.Apply(row, RunnerEvent.SeenOnline, new() { Reason = "GitHub sees it online." });
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The runners of {Repository} could not be read: {Problem}")]
    private partial void LogUnread(RepositoryName repository, string problem);
}
