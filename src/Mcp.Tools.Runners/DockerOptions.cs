namespace Mcp.Tools.Runners;

/// <summary>How the Docker engine is reached.</summary>
public sealed class DockerOptions
{
    /// <summary>The engine's address. Default: <c>DOCKER_HOST</c>, else <c>unix:///var/run/docker.sock</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How long one call may take, pulls and waits aside. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Prefix of the bridge networks that runners use; the pool's name follows. Default <c>mcp-runners</c>.</summary>
    public string NetworkPrefix { get; set; } = "mcp-runners";
}
