using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GitHubSimulator;

/// <summary>Which path leads to which operation; once as on api.github.com and once under /api/v3.</summary>
internal sealed class RestEndpoints(
    ApiPipeline pipeline, RepositoryOperations repositories, RunOperations runs, RunnerOperations runners, RunnerGroupOperations groups, AppOperations apps, RateLimitMeter meter)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])["", "/api/v3"])
        {
            MapUnder(routes, prefix);
        }
    }

    private void MapUnder(IEndpointRouteBuilder routes, string prefix)
    {
        const string Repository = "/repos/{owner}/{repo}";
        const string Run = Repository + "/actions/runs/{run:long}";
        const string Job = Repository + "/actions/jobs/{job:long}";
        Add("GET", "/user", repositories.GetUser);
        Add("GET", "/user/repos", repositories.ListMine);
        Add("GET", "/orgs/{org}/repos", repositories.ListOfOrganisation);
        Add("GET", "/users/{user}/repos", repositories.ListOfUser);
        Add("GET", Repository, repositories.Get);
        Add("GET", Repository + "/actions/runs", runs.List);
        Add("GET", Run, runs.Get);
        Add("GET", Run + "/jobs", runs.ListJobs);
        Add("POST", Run + "/rerun-failed-jobs", runs.RerunFailed);
        Add("POST", Run + "/cancel", runs.Cancel);
        Add("GET", Job, RunOperations.GetJob);
        Add("GET", Job + "/logs", runs.GetJobLog);
        foreach (var scope in (string[])[Repository, "/orgs/{org}", "/enterprises/{enterprise}"])
        {
            Add("GET", scope + "/actions/runners", runners.List);
            Add("POST", scope + "/actions/runners/registration-token", runners.CreateRegistrationToken);
            Add("POST", scope + "/actions/runners/generate-jitconfig", runners.GenerateJitConfig);
            Add("GET", scope + "/actions/runners/{runner:long}", runners.Get);
            Add("DELETE", scope + "/actions/runners/{runner:long}", runners.Delete);
        }
        Add("GET", "/orgs/{org}/actions/runner-groups", groups.List);
        Add("GET", "/app", AppOperations.GetApp);
        Add("GET", "/app/installations", apps.ListInstallations);
        Add("POST", "/app/installations/{installation:long}/access_tokens", apps.CreateToken);
        Add("GET", "/users/{user}/installation", apps.OfUser);
        Add("GET", "/orgs/{org}/installation", apps.OfOrganisation);
        Add("GET", Repository + "/installation", apps.OfRepository);
        Add("GET", "/installation/repositories", apps.ListRepositories);
        Add("GET", "/rate_limit", RateLimit, free: true);

        void Add(string method, string path, Func<ApiRequest, ApiReply> operation, bool free = false) =>
            routes.MapMethods(prefix + path, [method], (HttpContext context) => pipeline.RunAsync(context, prefix, free, operation));
    }

    private ApiReply RateLimit(ApiRequest request)
    {
        var state = meter.Read(request.Caller!);
        var untouched = new RateLimitState(30, 0, state.Reset);
        return ApiReply.Ok(new JsonObject
        {
            ["resources"] = new JsonObject { ["core"] = Render(state), ["search"] = Render(untouched) },
            ["rate"] = Render(state),
        });
    }

    private static JsonObject Render(RateLimitState state) => new()
    {
        ["limit"] = state.Limit,
        ["used"] = state.Used,
        ["remaining"] = state.Remaining,
        ["reset"] = state.Reset.ToUnixTimeSeconds(),
    };
}
