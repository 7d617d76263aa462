using System.Globalization;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// How many open files may be promised to a container of an engine on this host. A rootless or boxed-in engine cannot raise a limit
/// above its own and fails the start, and it does not tell that limit; one on this host was started under limits like ours.
/// </summary>
internal static class OpenFilesLimit
{
    /// <summary>Null where the system does not say.</summary>
    public static long? OfThisProcess()
    {
        const string limits = "/proc/self/limits";
        return File.Exists(limits) ? Parse(File.ReadAllText(limits)) : null;
    }

    /// <summary>The hard limit out of the kernel's table; null for unlimited. Pure.</summary>
    public static long? Parse(string limits)
    {
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, _, var hard, ..] &&
            long.TryParse(hard, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
    }
}
