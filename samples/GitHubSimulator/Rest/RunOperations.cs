using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal sealed class RunOperations(SimulatorOptions options, SimulatedWorld world, LogSigner signer)
{
    public ApiReply List(ApiRequest request)
    {
        if (RepositoryOf(request) is not { } repository)
        {
            return ApiReply.NotFound();
        }
        if (request.Query("created") is { } range && CreatedRange.Contains(range, DateTimeOffset.UnixEpoch) is null)
        {
            return ApiReply.Error(422, $"Validation Failed: created is no date range: {range}");
        }
        List<SimulatedRun> runs = [.. request.World.Runs.Values
            .Where(run => run.Repository == repository && Meets(request, run))
            .OrderByDescending(run => run.CreatedAt)
            .ThenByDescending(run => run.Id)];
        return Page.Of<SimulatedRun>(request, options, runs, run => RunPayload.Of(request, options, run), "workflow_runs");
    }

    public ApiReply Get(ApiRequest request) =>
        Find(request) is { } run ? ApiReply.Ok(RunPayload.Of(request, options, run)) : ApiReply.NotFound();

    public ApiReply ListJobs(ApiRequest request)
    {
        if (Find(request) is not { } run)
        {
            return ApiReply.NotFound();
        }
        var jobs = request.Query("filter") == "all"
            ? [.. run.JobIds.Reverse().Select(id => request.World.Jobs[id])]
            : request.World.JobsOf(run);
        return Page.Of<SimulatedJob>(request, options, jobs, job => JobPayload.Of(request, job), "jobs");
    }

    public static ApiReply GetJob(ApiRequest request) =>
        FindJob(request) is { } job ? ApiReply.Ok(JobPayload.Of(request, job)) : ApiReply.NotFound();

    /// <summary>302 to a signed address that needs no token and lives for a minute; 410 after the retention. No log before the job is completed.</summary>
    public ApiReply GetJobLog(ApiRequest request) => FindJob(request) switch
    {
        { LogExpired: true } => ApiReply.Error(410, "Server Error"),
        { Status: "completed" } job => new ApiReply(302) { Location = request.Web + signer.PathFor(job.Id) },
        _ => ApiReply.NotFound(),
    };

    public ApiReply Cancel(ApiRequest request)
    {
        if (Find(request) is not { } run)
        {
            return ApiReply.NotFound();
        }
        if (request.World.StatusOf(run) == "completed")
        {
            return ApiReply.Error(409, "Cannot cancel a workflow run that is completed.");
        }
        foreach (var job in request.World.JobsOf(run))
        {
            world.CancelJob(job.Id);
        }
        return new ApiReply(202, new JsonObject());
    }

    public ApiReply RerunFailed(ApiRequest request) => world.Change(now =>
    {
        if (RepositoryOf(request) is not { } repository
            || !now.Runs.TryGetValue(request.RouteId("run"), out var run)
            || run.Repository != repository)
        {
            return (now, ApiReply.NotFound());
        }
        return now.ConclusionOf(run) switch
        {
            null => (now, ApiReply.Error(403, "This workflow run is already running")),
            "success" or "skipped" => (now, ApiReply.Error(403, "This workflow run cannot be retried: no job failed")),
            _ => (JobTransitions.RerunFailed(now, run, world.Now), new ApiReply(201, new JsonObject())),
        };
    });

    private static bool Meets(ApiRequest request, SimulatedRun run)
    {
        var status = request.Query("status");
        return (status is null || request.World.StatusOf(run) == status || request.World.ConclusionOf(run) == status)
            && (request.Query("branch") is not { } branch || run.HeadBranch == branch)
            && (request.Query("event") is not { } name || run.Event == name)
            && (request.Query("head_sha") is not { } sha || run.HeadSha == sha)
            && (request.Query("created") is not { } range || CreatedRange.Contains(range, run.CreatedAt) == true);
    }

    private static string? RepositoryOf(ApiRequest request) =>
        request.World.Repositories.GetValueOrDefault($"{request.Route("owner")}/{request.Route("repo")}")?.FullName;

    private static SimulatedRun? Find(ApiRequest request) =>
        request.World.Runs.TryGetValue(request.RouteId("run"), out var run) && run.Repository == RepositoryOf(request) ? run : null;

    private static SimulatedJob? FindJob(ApiRequest request) =>
        request.World.Jobs.TryGetValue(request.RouteId("job"), out var job)
        && request.World.Runs[job.RunId].Repository == RepositoryOf(request) ? job : null;
}
