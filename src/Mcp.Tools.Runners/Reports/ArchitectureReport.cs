using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says which jobs ask for an architecture, and what says so. Nothing counts as compatible without evidence. Pure.</summary>
internal static class ArchitectureReport
{
    private const string Fits = "fits";

    private const string Unspecified = "unspecified";

    private static readonly string[] OtherSystems = ["windows", "macos"];

    public static JobsByArchitecture Of(
        Situation situation, IReadOnlyList<ObservedJob> jobs, RunnerArchitecture wanted, JobStatus status, RepositoryName? repository, bool cut, PageKey? after, int limit, Func<PageKey, string> cursor)
    {
        var demand = DemandReading.Of(situation);
        var judged = jobs.Select(job => Judge(job, wanted)).ToList();
        var page = Page<JudgedJob>.Of(judged, job => new PageKey(job.CreatedAt, job.JobId), after, limit, newestFirst: false);
        var counts = judged.GroupBy(job => job.Verdict).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        return new()
        {
            Summary = Summary(situation, demand, judged, wanted, status, repository, counts),
            NextSteps = NextSteps(situation, judged, demand, page.Next is not null),
            Total = page.Total,
            Truncated = page.Next is not null || cut,
            Cursor = page.Next is { } next ? cursor(next) : null,
            Architecture = HostArchitecture.ToLabel(wanted),
            Status = Wording.Of(status),
            Demand = demand,
            Counts = counts,
            Jobs = page.Items,
        };
    }

    private static JudgedJob Judge(ObservedJob seen, RunnerArchitecture wanted)
    {
        var job = seen.Job;
        var asked = ArchitectureHints.Judge(job.Labels, job.WorkflowPath, job.WorkflowName, job.Name);
        var (verdict, evidence) = job.Labels switch
        {
            _ when job.Labels.FirstOrDefault(HostedLabels.IsHosted) is { } hosted => ("hosted", $"'{hosted}' is GitHub's own runner, so GitHub must run it"),
            _ when job.Labels.FirstOrDefault(IsOtherSystem) is { } system => ("other_os", $"the label '{system}'; the runners here are Linux containers"),
            _ when asked.Architecture is null => (Unspecified, asked.Evidence),
            _ => (asked.Architecture == wanted ? Fits : "other_architecture", asked.Evidence),
        };
        return new()
        {
            JobId = job.Id,
            RunId = job.RunId,
            Repository = job.Repository.ToString(),
            Name = Wording.Clip(job.Name, 100),
            Labels = [.. job.Labels.Take(10).Select(label => Wording.Clip(label, 60))],
            Verdict = verdict,
            Architecture = asked.Architecture is { } known ? HostArchitecture.ToLabel(known) : null,
            Evidence = Wording.Clip(evidence, 200),
            HintOnly = verdict is Fits or "other_architecture" && !asked.FromLabels,
            CreatedAt = job.CreatedAt,
            LastSeenAt = seen.LastSeenAt,
        };
    }

    private static bool IsOtherSystem(string label) => OtherSystems.Contains(label, StringComparer.OrdinalIgnoreCase);

    private static string Summary(
        Situation situation, DemandReading demand, List<JudgedJob> judged, RunnerArchitecture wanted, JobStatus status, RepositoryName? repository, ImmutableSortedDictionary<string, int> counts)
    {
        var where = repository is { } one ? $" in {one}" : "";
        if (demand.Quality == "unknown" && judged.Count == 0)
        {
            return $"Which jobs are {Wording.Of(status)}{where} is unknown: the ledger holds no reading of the queues that could be trusted.";
        }

        var fits = counts.GetValueOrDefault(Fits);
        var out_ = judged.Count - fits - counts.GetValueOrDefault(Unspecified);
        var age = demand.Seen is { } seen ? $" (read {Wording.Of(situation.Now - seen.AsOf)} ago{(demand.Quality is "stale" or "unknown" ? ", too long ago or not fully" : "")})" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{fits} of {judged.Count} {Wording.Of(status)} jobs{where} ask for {HostArchitecture.ToLabel(wanted)}, {out_} for something else, and {counts.GetValueOrDefault(Unspecified)} name no architecture{age}.");
    }

    private static ImmutableArray<string> NextSteps(Situation situation, List<JudgedJob> judged, DemandReading demand, bool more)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!situation.AutoscalerLives)
        {
            steps.Add(situation.NoAutoscaler);
        }

        if (judged.Find(job => job.Verdict != Fits) is { } other)
        {
            steps.Add(FormattableString.Invariant($"explain_job with job \"{other.JobId}\" says what would make it run here."));
        }

        if (judged.Exists(job => job.Verdict == Unspecified || job.HintOnly))
        {
            steps.Add("Add the label x64, arm64 or arm to 'runs-on' of the jobs that name none, so that nobody has to guess.");
        }

        if (more)
        {
            steps.Add("Call again with 'cursor' for the next jobs.");
        }

        if (steps.Count == 0)
        {
            steps.Add(demand.Quality == "unknown" ? "queue_status says why the queues are unknown." : "Nothing to do.");
        }

        return steps.ToImmutable();
    }
}
