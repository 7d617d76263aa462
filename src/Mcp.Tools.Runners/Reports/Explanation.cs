using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Says why a job does not run, and what would make it run. Pure.</summary>
internal static class Explanation
{
    private const int ShownOccupants = 10;

    public static JobExplanation Of(Evidence evidence)
    {
        var findings = Findings(evidence);
        var first = findings[0];
        return new()
        {
            Summary = $"{Wording.Clip(evidence.Job.Name, 80)} in {evidence.Job.Repository}: {first.Text}",
            NextSteps = NextSteps(first, evidence),
            Job = ExplainedJob.Of(evidence.Found),
            Verdict = first.Code,
            Since = first.Since,
            WaitingSeconds = evidence.Job.Status is JobStatus.Queued or JobStatus.Waiting or JobStatus.Pending
                ? Math.Max(0, (long)(evidence.Now - evidence.Job.CreatedAt).TotalSeconds)
                : null,
            Explanation = first.Text,
            Remedy = first.Remedy,
            Command = first.Command,
            ToolCall = first.Call,
            Also = [.. findings.Skip(1).Select(finding => new FurtherCause(finding.Code, finding.Text, finding.Remedy, finding.Command))],
            Decisions = [.. evidence.History.Reverse().Select(decision => RecordedDecision.Of(decision, evidence.Now))],
            OccupiedBy = Occupants(first.Code, evidence),
            OtherJobs = evidence.Found.Others.IsDefaultOrEmpty
                ? null
                : evidence.Found.Others.GroupBy(job => Wording.Of(job.Status)).ToImmutableSortedDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
        };
    }

    /// <summary>The first is the cause; the others would be, were it not for the ones before them.</summary>
    private static ImmutableArray<Finding> Findings(Evidence evidence)
    {
        if (StatusFindings.Of(evidence) is { } status)
        {
            return [status];
        }

        if (ServiceFindings.Refusal(evidence) is { } refusal)
        {
            return [refusal];
        }

        var obstacles = new[]
        {
            ServiceFindings.NotWatched(evidence),
            ServiceFindings.NoAutoscaler(evidence),
            ServiceFindings.DemandUnknown(evidence),
            ServiceFindings.EngineDown(evidence),
        };
        var found = obstacles.OfType<Finding>().ToImmutableArray();

        // A runner that is up gets its job from GitHub, whatever happens here. Else what was recorded before an obstacle says nothing new.
        return evidence.Runner is { State: RunnerState.Started or RunnerState.Online } ? [RunnerFindings.Of(evidence), .. found]
            : found.IsEmpty ? [RunnerFindings.Of(evidence)]
            : found;
    }

    private static ImmutableArray<string> NextSteps(Finding finding, Evidence evidence)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (finding.Remedy is { } remedy)
        {
            steps.Add(remedy);
        }

        if (finding.Command is { } command)
        {
            steps.Add($"Run: {command}");
        }

        if (evidence.Found.StaleBecause is not null)
        {
            steps.Add("The state is the last one seen; ask again when GitHub answers.");
        }

        if (steps.Count == 0)
        {
            steps.Add("Nothing needs to be done.");
        }

        return steps.ToImmutable();
    }

    private static ImmutableArray<Occupant> Occupants(string code, Evidence evidence)
    {
        var (pool, repository) = (evidence.Current?.Pool, evidence.Job.Repository);
        Func<RunnerInfo, bool>? among = code switch
        {
            ReasonCode.HostCap or ReasonCode.Memory or ReasonCode.Processors or ReasonCode.GpuSlots => _ => true,
            ReasonCode.PoolCap => runner => runner.Pool == pool,
            ReasonCode.RepositoryCap => runner => runner.Pool == pool && runner.Repository == repository,
            _ => null,
        };
        return among is null ? [] : [.. evidence.Situation.Occupants.Where(among).OrderBy(runner => runner.StateSince).Take(ShownOccupants).Select(Occupant.Of)];
    }
}
