namespace Mcp.Tools.Runners.Launching;

/// <summary>The labels that say whose a container, volume or network is. Nothing without our controller's label is ever touched.</summary>
internal static class ContainerLabels
{
    public const string Controller = "io.mcp-runners.controller";
    public const string Pool = "io.mcp-runners.pool";
    public const string RunnerId = "io.mcp-runners.runner-id";
    public const string RunnerName = "io.mcp-runners.runner-name";
    public const string Repository = "io.mcp-runners.repository";
    public const string Architecture = "io.mcp-runners.architecture";
    public const string SpecHash = "io.mcp-runners.spec-hash";

    public static Dictionary<string, string> For(RunnerLaunch launch) => new(StringComparer.Ordinal)
    {
        [Controller] = launch.ControllerId,
        [Pool] = launch.Pool.Name,
        [RunnerId] = launch.Runner.Id,
        [RunnerName] = launch.Runner.Name,
        [Repository] = launch.Runner.Repository.ToString(),
        [Architecture] = HostArchitecture.ToLabel(launch.Pool.Architecture),
        [SpecHash] = Launching.SpecHash.Of(launch.Pool),
    };

    public static bool Has(this IDictionary<string, string>? labels, string key, string value) =>
        labels is not null && labels.TryGetValue(key, out var found) && found == value;

    public static Dictionary<string, IDictionary<string, bool>> Filter(string controllerId) => new(StringComparer.Ordinal)
    {
        ["label"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [$"{Controller}={controllerId}"] = true },
    };
}
