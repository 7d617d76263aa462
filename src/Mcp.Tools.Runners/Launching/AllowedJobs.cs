using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Whose jobs a runner may be given: those of the repository that it is registered for, or of all that its scale set serves. Pure.</summary>
internal static class AllowedJobs
{
    /// <summary>Names, <c>owner/name</c>, where a star stands for any.</summary>
    public static IReadOnlyList<string> Of(RunnerLaunch launch, RunnersOptions options)
    {
        if (launch.Runner.ScaleSetId is null || !ScaleSetAddress.TryParse(launch.Pool.ScaleSet?.ConfigUrl, out var address) || address.Scope == ScaleSetScope.Repository)
        {
            return [launch.Runner.Repository.ToString()];
        }

        return options.Repositories.Count > 0 ? [.. options.Repositories]
            : address.Scope == ScaleSetScope.Organization ? [$"{address.Owner}/*"]
            : ["*/*"];
    }
}
