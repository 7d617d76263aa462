using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GitHubSimulator;

/// <summary>Which path leads to which operation of the scale-set service.</summary>
internal sealed class ScaleSetEndpoints(
    ScaleSetPipeline pipeline,
    ScaleSetOperations sets,
    ScaleSetQueueOperations queue,
    ScaleSetRunnerOperations runners,
    RegistrationTokens registrations,
    AdminTokens tokens)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["", "/api/v3"])
        {
            routes.MapPost(prefix + "/actions/runner-registration", (HttpContext context) => pipeline.RunAsync(context, versioned: false, Register));
        }
        const string Tenant = "/_tenant/{tenant}";
        const string Sets = Tenant + "/_apis/runtime/runnerscalesets";
        const string Set = Sets + "/{set:int}";
        const string Session = Set + "/sessions/{session}";
        const string Agents = Tenant + "/_apis/distributedtask/pools/0/agents";
        Admin("GET", Sets, sets.List);
        Admin("POST", Sets, sets.Create);
        Admin("GET", Set, sets.Get);
        Admin("PATCH", Set, sets.Update);
        Admin("DELETE", Set, sets.Delete);
        Admin("GET", Tenant + "/_apis/runtime/runnergroups/", sets.ListGroups);
        Admin("POST", Set + "/sessions", sets.Open);
        Admin("PATCH", Session, sets.Refresh);
        Admin("DELETE", Session, sets.Close);
        Admin("POST", Set + "/generatejitconfig", runners.Register);
        Admin("GET", Agents, runners.List);
        Admin("GET", Agents + "/{runner:long}", runners.Get);
        Admin("DELETE", Agents + "/{runner:long}", runners.Remove);
        routes.MapPost(Set + "/acquirejobs", (HttpContext context) => pipeline.RunAsync(context, versioned: true, queue.Acquire));
        routes.MapGet("/_queue/{set:int}/message", (HttpContext context) => pipeline.RunAsync(context, versioned: true, queue.PollAsync));
        routes.MapDelete("/_queue/{set:int}/message/{message:long}", (HttpContext context) => pipeline.RunAsync(context, versioned: true, queue.Acknowledge));

        void Admin(string method, string path, Func<ScaleSetCall, ScaleSetAnswer> operation) =>
            routes.MapMethods(path, [method], (HttpContext context) => pipeline.AsAdminAsync(context, operation));
    }

    private ScaleSetAnswer Register(ScaleSetCall call)
    {
        if (registrations.ScopeOf(call.Credential("RemoteAuth")) is not { } scope)
        {
            return ScaleSetAnswer.Unauthorized();
        }
        var place = Uri.TryCreate(call.Text("url"), UriKind.Absolute, out var url) ? url.AbsolutePath.Trim('/') : "";
        return call.Text("runner_event") == "register" && string.Equals(place, scope, StringComparison.OrdinalIgnoreCase)
            ? ScaleSetAnswer.Ok(new JsonObject { ["url"] = new Uri(call.Host, $"/_tenant/{ScaleSetCall.Tenant(scope)}/").AbsoluteUri, ["token"] = tokens.Issue(scope) })
            : ScaleSetAnswer.Problem(400, "ArgumentException", "The url and the registration token do not belong together.");
    }
}
