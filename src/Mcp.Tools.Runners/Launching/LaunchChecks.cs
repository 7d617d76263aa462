namespace Mcp.Tools.Runners.Launching;

/// <summary>Finds what cannot be launched before the engine is asked, and says how to mend it. Pure.</summary>
internal static class LaunchChecks
{
    /// <summary>All that is wrong, each with its remedy; empty if nothing is.</summary>
    public static IReadOnlyList<string> Find(RunnerLaunch launch)
    {
        List<string> found = [.. PoolRules.Find(launch.Pool)];
        if (!IsContainerName(launch.Runner.Name))
        {
            found.Add($"runner name '{launch.Runner.Name}': use letters, digits, '_', '.' and '-', at most 128.");
        }

        if (launch.ControllerId.Length == 0 || launch.Runner.Id.Length == 0)
        {
            found.Add("The controller or the runner has no id: without one its container could not be found again.");
        }

        return found;
    }

    private static bool IsContainerName(string name) =>
        name.Length is > 1 and <= 128 && char.IsAsciiLetterOrDigit(name[0]) &&
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
