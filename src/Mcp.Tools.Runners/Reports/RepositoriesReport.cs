using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says which repositories there are, and whether their jobs may run here. Pure.</summary>
internal static class RepositoriesReport
{
    /// <param name="skip">How many were on the pages before.</param>
    public static RepositoryList Of(RepositoriesSeen seen, string? find, int skip, int limit, Func<PageKey, string> cursor)
    {
        var situation = seen.Situation;
        var demand = DemandReading.Of(situation);
        var all = Names(seen)
            .Where(name => find is null || name.ToString().Contains(find, StringComparison.OrdinalIgnoreCase))
            .Select(name => Describe(seen, name))
            .OrderByDescending(repository => repository.Queued > 0)
            .ThenBy(repository => repository.Repository, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var more = all.Count > skip + limit;
        var served = all.Count(repository => repository.Served);
        return new()
        {
            Summary = Summary(all, served, find, demand),
            NextSteps = NextSteps(situation, all, demand, more),
            Total = all.Count,
            Truncated = more,
            Cursor = more ? cursor(new PageKey(DateTimeOffset.UnixEpoch, skip + limit)) : null,
            Named = situation.Options.Repositories.Count > 0,
            Demand = demand,
            Served = served,
            Repositories = [.. all.Skip(skip).Take(limit)],
        };
    }

    private static IEnumerable<RepositoryName> Names(RepositoriesSeen seen) => seen.Situation.Options.Repositories
        .Concat(seen.Situation.Demand?.Unread.Keys ?? Enumerable.Empty<string>())
        .Select(text => RepositoryName.TryParse(text, out var name) ? name : (RepositoryName?)null)
        .OfType<RepositoryName>()
        .Concat(seen.History.Keys)
        .Concat(seen.Open.Select(row => row.Job.Repository))
        .Concat(seen.Situation.Fleet.Select(runner => runner.Repository))
        .Concat(seen.Told.Keys)
        .Distinct();

    private static KnownRepository Describe(RepositoriesSeen seen, RepositoryName name)
    {
        var options = seen.Situation.Options;
        var jobs = seen.Open.Where(row => row.Job.Repository == name).Select(row => row.Job).ToList();
        bool? isPublic = seen.Told.TryGetValue(name, out var told) ? told.IsPublic
            : seen.Situation.Demand?.Visibility?.TryGetValue(name.ToString(), out var read) == true ? read
            : null;
        var refusal = RepositoryPolicy.Unwatched(name, options) ?? RepositoryPolicy.Refusal(name, isPublic == true, options);
        return new()
        {
            Repository = name.ToString(),
            Visibility = isPublic switch { true => "public", false => "private", null => null },
            Served = refusal is null,
            Code = refusal?.Code,
            Remedy = refusal?.Remedy,
            Queued = jobs.Count(job => job.Status == JobStatus.Queued),
            InProgress = jobs.Count(job => job.Status == JobStatus.InProgress),
            HeldBack = jobs.Count(job => job.Status is JobStatus.Waiting or JobStatus.Pending),
            Runners = seen.Situation.Fleet.Count(runner => runner.Repository == name),
            LastQueuedAt = jobs.Count > 0 ? jobs.Max(job => job.CreatedAt) : null,
            ActiveAt = seen.History.GetValueOrDefault(name)?.ActiveAt,
            Unread = seen.Situation.Demand?.Unread.FirstOrDefault(entry => string.Equals(entry.Key, name.ToString(), StringComparison.OrdinalIgnoreCase)).Value is { } problem ? VisibleText.Line(problem, 300) : null,
        };
    }

    private static string Summary(List<KnownRepository> all, int served, string? find, DemandReading demand)
    {
        if (all.Count == 0)
        {
            return find is not null ? $"No repository that is known here has '{VisibleText.Line(find, 80)}' in its name."
                : demand.Quality == "unknown" ? "No repository is known yet: the queues could not be read."
                : "No repository is known: none was pushed to lately, and none is configured.";
        }

        var waiting = all.Count(repository => repository.Queued > 0);
        var unread = all.Count(repository => repository.Unread is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{served} of {all.Count} known repositories {(served == 1 ? "is" : "are")} served; jobs wait in {waiting}{(unread > 0 ? $", and {unread} could not be read last" : "")}.");
    }

    private static ImmutableArray<string> NextSteps(Situation situation, List<KnownRepository> all, DemandReading demand, bool more)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!situation.AutoscalerLives)
        {
            steps.Add(situation.NoAutoscaler);
        }

        if (all.Find(repository => !repository.Served && repository.Queued > 0) is { } refused)
        {
            steps.Add($"{refused.Repository} has waiting jobs and is not served. {refused.Remedy}");
        }

        if (all.Find(repository => repository.Served && repository.Queued > 0) is { } waiting)
        {
            steps.Add($"list_jobs with repository \"{waiting.Repository}\" and status \"queued\" shows what waits there.");
        }

        if (more)
        {
            steps.Add("Call again with 'cursor' for the next ones.");
        }

        if (steps.Count == 0)
        {
            steps.Add(demand.Quality == "unknown" ? "autoscaler_status says why the queues are unknown." : "Nothing to do.");
        }

        return steps.ToImmutable();
    }
}
