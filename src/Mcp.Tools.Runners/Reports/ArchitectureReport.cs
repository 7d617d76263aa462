using System.Collections.Immutable;
using System.Globalization;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says which jobs ask for an architecture, and what says so. Nothing counts as compatible without evidence. Pure.</summary>
internal static class ArchitectureReport
{
    public const string Fits = "fits";

    private const string Unspecified = "unspecified";

    private static readonly string[] OtherSystems = ["windows", "macos"];

    /// <param name="status">The status that was asked for.</param>
    /// <param name="perRun">Whether whole runs are listed, not jobs.</param>
    public static JobsByArchitecture Of(
        Situation situation, ArchitectureReading reading, RunnerArchitecture wanted, string status, RepositoryName? repository, bool perRun, PageKey? after, int limit, Func<PageKey, string> cursor)
    {
        var demand = DemandReading.Of(situation);
        var judged = reading.Jobs.Select(job => Judge(job, wanted)).ToList();
        var counts = judged.GroupBy(job => job.Verdict).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var jobs = Page<JudgedJob>.Of(perRun ? [] : judged, job => new PageKey(job.CreatedAt, job.JobId), after, limit, newestFirst: false);
        var runs = Page<JudgedRun>.Of(perRun ? JudgedRun.Of(reading.Jobs, judged) : [], run => new PageKey(run.CreatedAt, run.RunId), after, limit, newestFirst: false);
        var next = jobs.Next ?? runs.Next;
        return new()
        {
            Summary = Summary(situation, demand, judged, wanted, reading, repository, counts),
            NextSteps = NextSteps(situation, judged, demand, next is not null),
            Total = jobs.Total + runs.Total,
            Truncated = next is not null || reading.Cut,
            Cursor = next is { } more ? cursor(more) : null,
            Architecture = HostArchitecture.ToLabel(wanted),
            Status = status,
            Demand = demand,
            Seen = reading.Seen,
            Counts = counts,
            Jobs = jobs.Items,
            Runs = perRun ? runs.Items : null,
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
        Situation situation, DemandReading demand, List<JudgedJob> judged, RunnerArchitecture wanted, ArchitectureReading reading, RepositoryName? repository, ImmutableSortedDictionary<string, int> counts)
    {
        var where = repository is { } one ? $" in {one}" : "";
        if (demand.Quality == "unknown" && judged.Count == 0 && !reading.Named)
        {
            return $"Which {reading.What} there are{where} is unknown: the ledger holds no reading of the queues that could be trusted.";
        }

        var fits = counts.GetValueOrDefault(Fits);
        var out_ = judged.Count - fits - counts.GetValueOrDefault(Unspecified);
        var age = reading.Named ? "" : demand.Seen is { } seen ? $" (read {Wording.Of(situation.Now - seen.AsOf)} ago{(demand.Quality is "stale" or "unknown" ? ", too long ago or not fully" : "")})" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{fits} of {judged.Count} {reading.What}{where} ask for {HostArchitecture.ToLabel(wanted)}, {out_} for something else, and {counts.GetValueOrDefault(Unspecified)} name no architecture{age}.");
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
