using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Matching;

/// <summary>Whether a runner group keeps out who must stay out. Pure.</summary>
/// <remarks>Source: https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/manage-access.</remarks>
internal static class RunnerGroupPolicy
{
    /// <summary>Null: it does. Else why not, and what to do, as sentences.</summary>
    /// <param name="group">The group; null: there is none of that name.</param>
    /// <param name="name">Its name in the configuration.</param>
    /// <param name="place">The organisation or enterprise.</param>
    public static string? Problem(RunnerGroup? group, string name, string place, RunnerGroupRule rule) => (group, rule) switch
    {
        (_, RunnerGroupRule.Any) => null,
        (null, _) => $"{place} has no runner group '{name}', or the token does not see it. Correct scaleSet.runnerGroup, or make the group.",
        ({ AllowsPublicRepositories: true }, _) =>
            $"The runner group '{group.Name}' of {place} lets public repositories in: anybody who opens a pull request there could run code on this host. Take 'Allow public repositories' away from the group, or set scaleSet.groupRule to Any to accept it.",
        ({ IsDefault: true }, RunnerGroupRule.SelectedRepositories) =>
            $"The runner group '{group.Name}' of {place} is the default one, into which every new repository comes. Make a group for selected repositories and name it in scaleSet.runnerGroup.",
        ({ Visibility: not "selected" }, RunnerGroupRule.SelectedRepositories) =>
            $"The runner group '{group.Name}' of {place} lets {(group.Visibility == "all" ? "all" : "all private")} repositories in. Set its repository access to 'Selected repositories'.",
        _ => null,
    };
}
