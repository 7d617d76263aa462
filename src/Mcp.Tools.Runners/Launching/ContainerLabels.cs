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

    /// <summary>The ids of the GPUs that it was given, with commas between; only on containers that were given any.</summary>
    public const string Gpus = "io.mcp-runners.gpus";

    /// <summary>The runtime that its pool names; only where it names one.</summary>
    public const string Runtime = "io.mcp-runners.runtime";

    /// <summary>The name of its pool's network; only where the engine does not show what it was asked for (Podman).</summary>
    public const string Network = "io.mcp-runners.network";

    /// <summary>Whether it has a Docker daemon of its own; only where its pool says so.</summary>
    public const string Docker = "io.mcp-runners.docker";

    /// <summary>The value of <see cref="Docker"/>.</summary>
    public const string OwnDocker = "own";

    /// <summary>What a container or network is for that is no runner and no ordinary network of a pool; only on those.</summary>
    public const string Role = "io.mcp-runners.role";

    /// <summary>The <see cref="Role"/> of what a pool's egress is made of.</summary>
    public const string Egress = "egress";

    public static Dictionary<string, string> For(RunnerLaunch launch, GpuGrant gpus)
    {
        var labels = Usual(launch);
        if (gpus.Ids.Length > 0)
        {
            labels[Gpus] = string.Join(',', gpus.Ids);
        }

        if (launch.Pool.Runtime is { } runtime)
        {
            labels[Runtime] = runtime;
        }

        return labels;
    }

    public static bool Has(this IDictionary<string, string>? labels, string key, string value) =>
        labels is not null && labels.TryGetValue(key, out var found) && found == value;

    public static Dictionary<string, IDictionary<string, bool>> Filter(string controllerId) => new(StringComparer.Ordinal)
    {
        ["label"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [$"{Controller}={controllerId}"] = true },
    };

    private static Dictionary<string, string> Usual(RunnerLaunch launch) => new(StringComparer.Ordinal)
    {
        [Controller] = launch.ControllerId,
        [Pool] = launch.Pool.Name,
        [RunnerId] = launch.Runner.Id,
        [RunnerName] = launch.Runner.Name,
        [Repository] = launch.Runner.Repository.ToString(),
        [Architecture] = HostArchitecture.ToLabel(launch.Pool.Architecture),
        [SpecHash] = Launching.SpecHash.Of(launch.Pool),
    };
}
