namespace GitHubSimulator;

/// <summary>Brings a set's view of its jobs up to the world's, and tells what has changed.</summary>
internal sealed class ScaleSetSync(SimulatedWorld world, ScaleSetFaults faults)
{
    private const int MostFlaps = 3;

    private long _nextRequest = 500_000;

    public void Update(ScaleSetState state)
    {
        var now = world.Snapshot();
        foreach (var job in now.Jobs.Values.Where(job => !job.Hosted && state.Set.Takes(now.Runs[job.RunId].Repository, job.Plan.Labels)))
        {
            Update(state, now, job);
        }
    }

    /// <summary>Gives the set those of the jobs that are still to be had.</summary>
    public IReadOnlyList<long> Acquire(ScaleSetState state, IReadOnlyCollection<long> requestIds)
    {
        List<long> acquired = [];
        foreach (var (jobId, tracked) in state.Jobs.Where(pair => pair.Value.Phase == JobPhase.Available && requestIds.Contains(pair.Value.RequestId)).ToList())
        {
            if (!Assign(jobId, from: null, to: state.Set.Id))
            {
                continue;
            }
            acquired.Add(tracked.RequestId);
            Tell(state, "JobAssigned", jobId, tracked with { Phase = JobPhase.Assigned });
            if (tracked.Flaps < MostFlaps && faults.TakeFlap())
            {
                state.Flush();
                Assign(jobId, from: state.Set.Id, to: null);
                Tell(state, "JobCompleted", jobId, tracked with { Phase = JobPhase.TakenBack, Flaps = tracked.Flaps + 1 }, "canceled");
            }
        }
        return acquired;
    }

    private void Update(ScaleSetState state, WorldSnapshot now, SimulatedJob job)
    {
        var tracked = state.Jobs.GetValueOrDefault(job.Id);
        if (tracked is null or { Phase: JobPhase.TakenBack })
        {
            if (job is { Status: "queued", ScaleSetId: null } && state.Open < state.Set.Capacity)
            {
                Tell(state, "JobAvailable", job.Id, new TrackedJob(_nextRequest++, JobPhase.Available, tracked?.Flaps ?? 0));
            }
            return;
        }
        if (tracked.Phase == JobPhase.Available && job.Status != "queued" && job.ScaleSetId is null)
        {
            // Somebody else's runner has it, or it was cancelled.
            state.Jobs[job.Id] = tracked with { Phase = JobPhase.Completed };
            return;
        }
        if (tracked.Phase == JobPhase.Assigned && job.Status != "queued" && job.RunnerId is not null)
        {
            tracked = Tell(state, "JobStarted", job.Id, tracked with { Phase = JobPhase.Started });
        }
        if (tracked.Phase is JobPhase.Assigned or JobPhase.Started && job.Status == "completed")
        {
            Tell(state, "JobCompleted", job.Id, tracked with { Phase = JobPhase.Completed }, ScaleSetEntry.Result(job.Conclusion));
        }
    }

    private TrackedJob Tell(ScaleSetState state, string type, long jobId, TrackedJob tracked, string? result = null)
    {
        var now = world.Snapshot();
        state.Jobs[jobId] = tracked;
        state.Add(ScaleSetEntry.Of(type, now, now.Jobs[jobId], tracked.RequestId, world.Now, result, !faults.WithoutRunIds));
        return tracked;
    }

    private bool Assign(long jobId, int? from, int? to) => world.Change(now =>
        now.Jobs.TryGetValue(jobId, out var job) && job.Status == "queued" && job.ScaleSetId == from
            ? (now with { Jobs = now.Jobs.SetItem(jobId, job with { ScaleSetId = to }) }, true)
            : (now, false));
}
