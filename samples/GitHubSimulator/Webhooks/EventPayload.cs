using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>What a delivery carries, as GitHub's published examples have it.</summary>
internal sealed class EventPayload(SimulatorOptions options, Func<Uri> address)
{
    public JsonObject Of(WorldEvent happened, WorldSnapshot world)
    {
        var request = RequestOn(world);
        var run = world.Runs[happened.RunId];
        var payload = new JsonObject { ["action"] = happened.Action };
        if (happened.JobId is { } id)
        {
            payload["workflow_job"] = JobPayload.Of(request, world.Jobs[id]);
        }
        else
        {
            payload["workflow_run"] = RunPayload.Of(request, options, run);
            payload["workflow"] = Workflow(request, run);
        }
        Surround(payload, request, world.Repositories[run.Repository]);
        return payload;
    }

    /// <summary>The first delivery of a new hook.</summary>
    public JsonObject Ping(SimulatedHook hook, WorldSnapshot world)
    {
        var request = RequestOn(world);
        var payload = new JsonObject
        {
            ["zen"] = "Keep it logically awesome.",
            ["hook_id"] = hook.Id,
            ["hook"] = HookPayload.Of(request, hook),
        };
        if (world.Repositories.TryGetValue(hook.Scope, out var repository))
        {
            Surround(payload, request, repository);
        }
        return payload;
    }

    private ApiRequest RequestOn(WorldSnapshot world)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = (address().Scheme, new HostString(address().Authority));
        return new ApiRequest(context, "", world, body: null);
    }

    private void Surround(JsonObject payload, ApiRequest request, SimulatedRepository repository)
    {
        var organisation = repository.Owner != options.Login;
        var body = RepositoryPayload.Listed(request, repository, organisation);
        body.Remove("permissions");
        body["custom_properties"] = new JsonObject();
        payload["repository"] = body;
        if (organisation)
        {
            payload["organization"] = Organisation(request, repository.Owner);
        }
        payload["sender"] = UserPayload.Simple(request, options.Login, organisation: false);
    }

    /// <summary>Deliveries have an organisation as such, not as an account.</summary>
    private static JsonObject Organisation(ApiRequest request, string login)
    {
        var account = UserPayload.Simple(request, login, organisation: true);
        var api = $"{request.Api}/orgs/{login}";
        return new JsonObject
        {
            ["login"] = login,
            ["id"] = (long)account["id"]!,
            ["node_id"] = (string)account["node_id"]!,
            ["url"] = api,
            ["repos_url"] = $"{api}/repos",
            ["events_url"] = $"{api}/events",
            ["hooks_url"] = $"{api}/hooks",
            ["issues_url"] = $"{api}/issues",
            ["members_url"] = $"{api}/members{{/member}}",
            ["public_members_url"] = $"{api}/public_members{{/member}}",
            ["avatar_url"] = (string)account["avatar_url"]!,
            ["description"] = "",
        };
    }

    private static JsonObject Workflow(ApiRequest request, SimulatedRun run)
    {
        var url = $"{request.Api}/repos/{run.Repository}/actions/workflows/{run.WorkflowId}";
        return new JsonObject
        {
            ["id"] = run.WorkflowId,
            ["node_id"] = Json.NodeId("Workflow", run.WorkflowId),
            ["name"] = run.WorkflowName,
            ["path"] = run.WorkflowPath,
            ["state"] = "active",
            ["created_at"] = Json.Time(run.CreatedAt),
            ["updated_at"] = Json.Time(run.CreatedAt),
            ["url"] = url,
            ["html_url"] = $"{request.Web}/{run.Repository}/blob/main/{run.WorkflowPath}",
            ["badge_url"] = $"{request.Web}/{run.Repository}/workflows/{Uri.EscapeDataString(run.WorkflowName)}/badge.svg",
        };
    }
}
