namespace Mcp.Tools.Runners;

/// <summary>Whether jobs are kept from the host's own ports and from the addresses in <see cref="DockerOptions.BlockedNetworks"/>, by rules of iptables.</summary>
public enum HostProtection
{
    /// <summary>Where this process may set the rules (as root, or with CAP_NET_ADMIN, on the engine's host); else the status warns. The default.</summary>
    WhenPossible,

    /// <summary>Nothing is started without the rules.</summary>
    Required,

    /// <summary>No rules are set: jobs reach whatever listens on this host.</summary>
    Off,
}
