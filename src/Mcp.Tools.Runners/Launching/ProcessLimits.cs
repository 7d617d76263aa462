using System.Globalization;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// How much may be promised to a container of an engine on this host. A rootless or boxed-in engine cannot raise a limit above its own
/// and fails the start, and it does not tell that limit; one on this host was started under limits like ours.
/// </summary>
/// <param name="OpenFiles">Open files of a process; null: unlimited, or not known.</param>
/// <param name="Processes">Processes of a user; null: unlimited, or not known.</param>
internal sealed record ProcessLimits(long? OpenFiles, long? Processes)
{
    public static ProcessLimits Unknown { get; } = new(null, null);

    public static ProcessLimits OfThisProcess()
    {
        const string limits = "/proc/self/limits";
        const string processIds = "/proc/sys/kernel/pid_max";
        return File.Exists(limits) && File.Exists(processIds) ? Parse(File.ReadAllText(limits), File.ReadAllText(processIds)) : Unknown;
    }

    /// <summary>The hard limits out of the kernel's table. Pure.</summary>
    /// <param name="limits">The table.</param>
    /// <param name="processIds">How many process ids there are: engines hold their own limit of processes to that.</param>
    public static ProcessLimits Parse(string limits, string processIds)
    {
        long? ids = long.TryParse(processIds, CultureInfo.InvariantCulture, out var count) ? count : null;
        var processes = Row(limits, "Max processes");
        return new(Row(limits, "Max open files"), processes < ids ? processes : ids ?? processes);
    }

    private static long? Row(string limits, string name)
    {
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var hard, ..] &&
            long.TryParse(hard, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
    }
}
