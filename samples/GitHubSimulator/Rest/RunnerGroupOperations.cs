using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The runner groups of an organisation.</summary>
internal sealed class RunnerGroupOperations(SimulatorOptions options, SimulatedScaleSets sets)
{
    private const int DefaultGroup = 1;

    public ApiReply List(ApiRequest request)
    {
        var place = $"{request.Api}/orgs/{request.Route("org")}/actions/runner-groups";
        return Page.Of<SimulatedRunnerGroup>(request, options, sets.Groups, group => Render(group, place), "runner_groups");
    }

    private static JsonObject Render(SimulatedRunnerGroup group, string place) => new()
    {
        ["id"] = group.Id,
        ["name"] = group.Name,
        ["visibility"] = group.Visibility,
        ["default"] = group.Id == DefaultGroup,
        ["runners_url"] = $"{place}/{group.Id}/runners",
        ["hosted_runners_url"] = $"{place}/{group.Id}/hosted-runners",
        ["inherited"] = false,
        ["allows_public_repositories"] = group.AllowsPublicRepositories,
        ["restricted_to_workflows"] = false,
        ["selected_workflows"] = new JsonArray(),
        ["workflow_restrictions_read_only"] = false,
    };
}
