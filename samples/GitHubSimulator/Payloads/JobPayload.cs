using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal static class JobPayload
{
    public static JsonObject Of(ApiRequest request, SimulatedJob job)
    {
        var run = request.World.Runs[job.RunId];
        var api = $"{request.Api}/repos/{run.Repository}";
        return new JsonObject
        {
            ["id"] = job.Id,
            ["run_id"] = run.Id,
            ["workflow_name"] = run.WorkflowName,
            ["head_branch"] = run.HeadBranch,
            ["run_url"] = $"{api}/actions/runs/{run.Id}",
            ["run_attempt"] = job.Attempt,
            ["node_id"] = Json.NodeId("CheckRun", job.Id),
            ["head_sha"] = run.HeadSha,
            ["url"] = $"{api}/actions/jobs/{job.Id}",
            ["html_url"] = $"{request.Web}/{run.Repository}/actions/runs/{run.Id}/job/{job.Id}",
            ["status"] = job.Status,
            ["conclusion"] = job.Conclusion,
            ["created_at"] = Json.Time(job.CreatedAt),
            // GitHub writes a started_at into queued jobs too: the time when they were created.
            ["started_at"] = Json.Time(job.StartedAt ?? job.CreatedAt),
            ["completed_at"] = Json.Time(job.CompletedAt),
            ["name"] = job.Plan.Name,
            ["steps"] = new JsonArray([.. JobSteps.Of(job).Select(step => (JsonNode)step)]),
            ["check_run_url"] = $"{api}/check-runs/{job.Id}",
            ["labels"] = Json.Strings(job.Plan.Labels),
            ["runner_id"] = job.RunnerId,
            ["runner_name"] = job.RunnerName,
            ["runner_group_id"] = job.RunnerId is null ? null : job.RunnerId == 0 ? 0 : 1,
            ["runner_group_name"] = job.RunnerId is null ? null : job.RunnerId == 0 ? "GitHub Actions" : "Default",
        };
    }
}
