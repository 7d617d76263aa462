using System.Globalization;

namespace Mcp.Tools.Models.Host;

/// <summary>Reads the text of <c>/proc/meminfo</c>.</summary>
internal static class Meminfo
{
    public const string Path = "/proc/meminfo";

    public static HostMemory Parse(string text, DateTimeOffset readAt)
    {
        var total = Field(text, "MemTotal:");
        var available = Field(text, "MemAvailable:");
        return total is null || available is null
            ? new HostMemory(null, null, Path, readAt, $"{Path} has no MemTotal and MemAvailable in kB.")
            : new HostMemory(total, available, Path, readAt, null);
    }

    private static long? Field(string text, string name)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal) &&
                line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, "kB"] &&
                long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes))
            {
                return kibibytes * 1024;
            }
        }

        return null;
    }
}
