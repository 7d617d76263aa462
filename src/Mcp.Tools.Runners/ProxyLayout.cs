namespace Mcp.Tools.Runners;

/// <summary>Where an image keeps Squid, and how it is started in the foreground.</summary>
/// <param name="Command">The command, started without a shell.</param>
/// <param name="ConfigurationPath">The file that the command reads; it is written for each proxy, into a volume over its folder.</param>
/// <param name="UserId">The uid that it runs as; never 0.</param>
/// <param name="GroupId">The gid that it runs as; never 0.</param>
public sealed record ProxyLayout(IReadOnlyList<string> Command, string ConfigurationPath, int UserId, int GroupId)
{
    /// <summary>The layout of Debian's and Ubuntu's Squid, and of the images made of it.</summary>
    public static ProxyLayout Squid { get; } =
        new(["/usr/sbin/squid", "-N", "-f", "/etc/squid/squid.conf"], "/etc/squid/squid.conf", 13, 13);
}
