namespace Mcp.Tools.Runners;

/// <summary>Lets GitHub push a pool's jobs to it: the pool becomes a scale set there.</summary>
public sealed class ScaleSetOptions
{
    /// <summary>The place of the set, for example <c>https://github.com/octo-org</c> or <c>https://github.com/octo-org/web</c>.</summary>
    public string ConfigUrl { get; set; } = string.Empty;

    /// <summary>The set's name, unique in its runner group. Default: the pool's name.</summary>
    public string? Name { get; set; }

    /// <summary>The runner group, which decides what repositories may use the set. Default <c>default</c>.</summary>
    public string RunnerGroup { get; set; } = "default";

    /// <summary>What an organisation's or enterprise's runner group must be like, looked at before a registration. Default: it lets no public repository in.</summary>
    public RunnerGroupRule GroupRule { get; set; }
}
