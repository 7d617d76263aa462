using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says how runners ended and how long their steps took. Pure.</summary>
internal static class EndedRunnersReport
{
    /// <summary>Rows that are read in one call, at most.</summary>
    public const int MostRows = 2000;

    public static EndedRunnerList Of(
        IReadOnlyList<EndedRunner> rows, EndedRunnersQuestion question, DateTimeOffset now, PageKey? after, int limit, Func<PageKey, string> cursor)
    {
        var lives = rows.Where(row => RunnerLifetime.EndOf(row) >= question.Since).Select(RunnerLifetime.Of).ToList();
        var cut = rows.Count == MostRows;
        var page = Page<RunnerLifetime>.Of(lives, life => RunnerPlace.Of(life.EndedAt, life.Id), after, limit, newestFirst: true);
        var failed = lives.FindAll(life => life.Outcome == RunnerLifetime.Failed);
        var times = StartTimes.Of(lives);
        return new()
        {
            Summary = Summary(lives, failed.Count, times, question, cut, now),
            NextSteps = NextSteps(page.Items, failed, cut, page.Next is not null),
            Total = page.Total,
            Truncated = page.Next is not null || cut,
            Cursor = page.Next is { } next ? cursor(next) : null,
            Since = question.Since,
            Seen = Provenance.Of("ledger", now, now),
            ByOutcome = lives.GroupBy(life => life.Outcome).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            Failed = failed.Count,
            StartToOnline = times,
            RowsCut = cut,
            Runners = page.Items,
        };
    }

    private static string Summary(List<RunnerLifetime> lives, int failed, StartTimes times, EndedRunnersQuestion question, bool cut, DateTimeOffset now)
    {
        var where = $"{(question.Repository is { } one ? $" of {one}" : "")}{(question.Pool is { } pool ? $" in the pool '{pool}'" : "")}";
        var after = lives.Count(life => life.Outcome == RunnerLifetime.AfterJob);
        var ends = lives.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $": {after} after a job, {lives.Count - after - failed} without one, {failed} failed");
        var speed = times.MedianSeconds is { } median
            ? string.Create(CultureInfo.InvariantCulture, $" From start to online: median {median} s, 95 % within {times.P95Seconds} s (of {Wording.Count(times.Runners, "runner")}).")
            : " How long runners took to come online is unknown: none was seen doing so.";
        return $"{(cut ? "At least " : "")}{Wording.Count(lives.Count, "runner")}{where} ended in the last {Wording.Of(now - question.Since)}{ends}.{(lives.Count == 0 ? "" : speed)}";
    }

    private static ImmutableArray<string> NextSteps(ImmutableArray<RunnerLifetime> shown, List<RunnerLifetime> failed, bool cut, bool more)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (failed.MaxBy(life => life.EndedAt) is { } last)
        {
            steps.Add($"get_runner with runner \"{last.Id}\" shows the last failed one with the end of its log.");
        }

        if (more)
        {
            steps.Add("Call again with 'cursor' for earlier ones.");
        }

        if (cut)
        {
            steps.Add(FormattableString.Invariant($"Ask for a later 'since', one repository or one pool: only the newest {MostRows} were read."));
        }

        if (steps.Count == 0)
        {
            steps.Add(shown.IsEmpty ? "Nothing to do. An earlier 'since' looks further back; list_runners shows those that exist." : "Nothing to do. get_runner shows everything about one.");
        }

        return steps.ToImmutable();
    }
}
