using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads the first errors of failed jobs, several at once. An ended job's log does not change, so each is read once.</summary>
internal sealed class FailedJobLogs(Lazy<JobLogReader> reader)
{
    /// <summary>Logs that one question may read.</summary>
    public const int Most = 50;

    private const int AtOnce = 8;

    private const int Remembered = 2000;

    private readonly ConcurrentDictionary<long, FailedJobLog> _known = new();

    public async Task<ImmutableDictionary<long, FailedJobLog>> ReadAsync(IEnumerable<WorkflowJob> jobs, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<long, FailedJobLog>();
        await Parallel.ForEachAsync(
            jobs.Take(Most),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (job, token) => found[job.Id] = await ReadAsync(job, token));
        return found.ToImmutableDictionary();
    }

    private async Task<FailedJobLog> ReadAsync(WorkflowJob job, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(job.Id, out var known))
        {
            return known;
        }

        try
        {
            var log = FailedJobLog.Of(await reader.Value.FirstErrorAsync(job, before: 8, after: 2, cancellationToken));
            if (_known.Count >= Remembered)
            {
                _known.Clear();
            }

            return _known[job.Id] = log;
        }
        catch (Exception ex) when (ex is GitHubException or ReportException)
        {
            return new(null, "", Wording.Clip(ex.Message, 300));
        }
    }
}
