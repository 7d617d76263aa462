namespace Mcp.Tools.Runners.Launching;

/// <summary>How much room the engine has left for images and containers.</summary>
internal static class EngineDisk
{
    /// <param name="facts">What the engine said about itself.</param>
    /// <param name="hostName">The name of this host.</param>
    /// <returns>Null where that cannot be known: on another host, or in a container of its own, the engine's path means something else.</returns>
    public static long? FreeBytes(EngineFacts facts, string hostName)
    {
        if (facts.RootDirectory is not { Length: > 0 } root || !IsSameHost(facts.HostName, hostName) || !Directory.Exists(root))
        {
            return null;
        }

        try
        {
            // What a user without privileges may still write: the reserve of the file system is not for containers.
            return new DriveInfo(root).AvailableFreeSpace;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether it is this host; one side may know its domain as well.</summary>
    private static bool IsSameHost(string? engine, string here) =>
        engine is { Length: > 0 } && string.Equals(engine.Split('.')[0], here.Split('.')[0], StringComparison.OrdinalIgnoreCase);
}
