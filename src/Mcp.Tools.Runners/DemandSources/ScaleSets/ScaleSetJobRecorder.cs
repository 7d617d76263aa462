using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>Writes down what a message tells of jobs and of the runners that run them. Can be repeated.</summary>
internal sealed class ScaleSetJobRecorder(JobLedger jobs, RunnerLedger runners, RunnerLife life, ScaleSetLedger sets, AutoscalerLease lease)
{
    /// <summary>The source's name in the ledger.</summary>
    public const string Source = "scale-set";

    /// <returns>How many entries could not be joined with a job of the REST API.</returns>
    public int Record(StoredMessage message)
    {
        var unjoined = 0;
        foreach (var entry in message.Jobs)
        {
            var job = entry is { WorkflowRunId: { } run, Repository: { } repository } ? ScaleSetJobJoin.Find(entry, jobs.ListByRun(repository, run)) : null;
            if (job is null)
            {
                unjoined++;
            }
            else
            {
                jobs.Upsert([job], Source, message.ReceivedAt);
            }

            TellRunner(entry, job, message.ReceivedAt);
        }

        return unjoined;
    }

    private void TellRunner(ScaleSetJob entry, WorkflowJob? job, DateTimeOffset at)
    {
        if (entry is not { RunnerName: { } name, Event: ScaleSetJobEvent.Started or ScaleSetJobEvent.Completed } || runners.FindByName(name) is not { } runner)
        {
            return;
        }

        if (entry.Event == ScaleSetJobEvent.Completed)
        {
            sets.JobOver(name, at, lease.Token);
        }
        else if (RunnerTransitions.Next(runner.State, RunnerEvent.SeenBusy) is not null)
        {
            life.Apply(runner, RunnerEvent.SeenBusy, new()
            {
                JobId = job?.Id,
                BusyAt = entry.StartedAt ?? at,
                Reason = $"Its scale set gave it the job {entry.DisplayName ?? "of an unknown name"}.",
            });
        }
    }
}
