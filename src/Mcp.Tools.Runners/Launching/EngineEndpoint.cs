namespace Mcp.Tools.Runners.Launching;

/// <summary>Which engine is meant.</summary>
internal static class EngineEndpoint
{
    public static readonly Uri Default = new("unix:///var/run/docker.sock");

    /// <summary>The option, else <c>DOCKER_HOST</c>, else the usual socket. Pure.</summary>
    /// <exception cref="LauncherException"><c>DOCKER_HOST</c> is no address.</exception>
    public static Uri Resolve(Uri? option, string? dockerHost)
    {
        if (option is not null)
        {
            return option;
        }

        if (string.IsNullOrWhiteSpace(dockerHost))
        {
            return Default;
        }

        return Uri.TryCreate(dockerHost.Trim(), UriKind.Absolute, out var address)
            ? address
            : throw new LauncherException(
                ReasonCode.EngineUnavailable,
                "DOCKER_HOST is no address. Set it to something like unix:///var/run/docker.sock or tcp://host:2376, or unset it.");
    }

    /// <summary>The address without a user name or password in it.</summary>
    public static string ToText(Uri endpoint) => endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
