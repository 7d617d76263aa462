using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal static class RunPayload
{
    public static JsonObject Of(ApiRequest request, SimulatorOptions options, SimulatedRun run)
    {
        var repository = request.World.Repositories[run.Repository];
        var organisation = repository.Owner != options.Login;
        var api = $"{request.Api}/repos/{run.Repository}";
        var url = $"{api}/actions/runs/{run.Id}";
        var suite = run.Id + 5_000_000;
        return new JsonObject
        {
            ["id"] = run.Id,
            ["name"] = run.WorkflowName,
            ["node_id"] = Json.NodeId("WorkflowRun", run.Id),
            ["head_branch"] = run.HeadBranch,
            ["head_sha"] = run.HeadSha,
            ["path"] = run.WorkflowPath,
            ["display_title"] = TitleOf(run),
            ["run_number"] = run.Number,
            ["event"] = run.Event,
            ["status"] = request.World.StatusOf(run),
            ["conclusion"] = request.World.ConclusionOf(run),
            ["workflow_id"] = run.WorkflowId,
            ["check_suite_id"] = suite,
            ["check_suite_node_id"] = Json.NodeId("CheckSuite", suite),
            ["url"] = url,
            ["html_url"] = $"{request.Web}/{run.Repository}/actions/runs/{run.Id}",
            ["pull_requests"] = new JsonArray(),
            ["created_at"] = Json.Time(run.CreatedAt),
            ["updated_at"] = Json.Time(run.UpdatedAt),
            ["actor"] = UserPayload.Simple(request, options.Login, organisation: false),
            ["run_attempt"] = run.Attempt,
            ["referenced_workflows"] = new JsonArray(),
            ["run_started_at"] = Json.Time(run.StartedAt),
            ["triggering_actor"] = UserPayload.Simple(request, options.Login, organisation: false),
            ["jobs_url"] = $"{url}/jobs",
            ["logs_url"] = $"{url}/logs",
            ["check_suite_url"] = $"{api}/check-suites/{suite}",
            ["artifacts_url"] = $"{url}/artifacts",
            ["cancel_url"] = $"{url}/cancel",
            ["rerun_url"] = $"{url}/rerun",
            ["previous_attempt_url"] = run.Attempt > 1 ? $"{url}/attempts/{run.Attempt - 1}" : null,
            ["workflow_url"] = $"{api}/actions/workflows/{run.WorkflowId}",
            ["head_commit"] = Commit(run, options.Login),
            ["repository"] = RepositoryPayload.Minimal(request, repository, organisation),
            ["head_repository"] = RepositoryPayload.Minimal(request, repository, organisation),
        };
    }

    private static string TitleOf(SimulatedRun run) => run.Event == "push" ? $"Change {run.Number} of {run.WorkflowName}" : run.WorkflowName;

    private static JsonObject Commit(SimulatedRun run, string login) => new()
    {
        ["id"] = run.HeadSha,
        ["tree_id"] = new string([.. run.HeadSha.Reverse()]),
        ["message"] = TitleOf(run),
        ["timestamp"] = Json.Time(run.CreatedAt),
        ["author"] = Person(login),
        ["committer"] = Person(login),
    };

    private static JsonObject Person(string login) => new() { ["name"] = login, ["email"] = $"{login}@users.noreply.github.com" };
}
