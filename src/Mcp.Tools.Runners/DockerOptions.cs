namespace Mcp.Tools.Runners;

/// <summary>How the Docker engine is reached, and what its networks let through.</summary>
public sealed class DockerOptions
{
    /// <summary>The engine's address. Default: <c>DOCKER_HOST</c>, else <c>unix:///var/run/docker.sock</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How long one call may take, pulls and waits aside. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Prefix of the bridge networks that runners use; the pool's name follows. Default <c>mcp-runners</c>.</summary>
    public string NetworkPrefix { get; set; } = "mcp-runners";

    /// <summary>Whether jobs are kept from the host's own ports. Default: where possible.</summary>
    public HostProtection HostProtection { get; set; }

    /// <summary>TCP ports of this host that jobs may reach all the same, for example a cache's. Default: none.</summary>
    public IList<int> HostPorts { get; set; } = [];

    /// <summary>
    /// Whether a runner may be given its just-in-time configuration in its environment where the engine refuses to take files into a container
    /// before its start. Default false: nothing is started there. <c>docker inspect</c> shows it then, and the status warns.
    /// </summary>
    public bool JitInEnvironment { get; set; }

    /// <summary>Networks that jobs may not reach, as <c>address/bits</c>. Default: <c>169.254.0.0/16</c>, where clouds give out the machine's credentials.</summary>
    public IList<string> BlockedNetworks { get; set; } = ["169.254.0.0/16"];
}
