using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GitHubSimulator;

/// <summary>Which path leads to which operation on hooks.</summary>
internal sealed class HookEndpoints(ApiPipeline pipeline, HookOperations hooks)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["", "/api/v3"])
        {
            foreach (var scope in (string[])["/repos/{owner}/{repo}", "/orgs/{org}"])
            {
                Add("GET", scope + "/hooks", hooks.List);
                Add("POST", scope + "/hooks", hooks.Create);
                Add("GET", scope + "/hooks/{hook:long}", hooks.Get);
                Add("PATCH", scope + "/hooks/{hook:long}", hooks.Change);
                Add("DELETE", scope + "/hooks/{hook:long}", hooks.Delete);
                Add("POST", scope + "/hooks/{hook:long}/pings", hooks.Ping);
                AddDeliveries(scope + "/hooks/{hook:long}");
            }
            AddDeliveries("/app/hook");

            void AddDeliveries(string hook)
            {
                Add("GET", hook + "/deliveries", hooks.ListDeliveries);
                Add("GET", hook + "/deliveries/{delivery:long}", hooks.GetDelivery);
                Add("POST", hook + "/deliveries/{delivery:long}/attempts", hooks.Redeliver);
            }

            void Add(string method, string path, Func<ApiRequest, ApiReply> operation) =>
                routes.MapMethods(prefix + path, [method], (HttpContext context) => pipeline.RunAsync(context, prefix, free: false, operation));
        }
    }
}
