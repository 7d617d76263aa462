using System.Globalization;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What <c>nvidia-smi</c> is asked, and one line of its answer. Sizes are in MiB, a value that there is none of is <c>[N/A]</c>.</summary>
/// <param name="Index">Its number in this boot.</param>
/// <param name="Uuid">Its name for life.</param>
/// <param name="Name">The model.</param>
/// <param name="MemoryBytes">Its memory; null where the driver does not say, for example because it is the host's.</param>
/// <param name="Driver">The driver's version.</param>
/// <param name="IsPartitioned">Whether it is in MIG mode: only its parts can compute then.</param>
internal sealed record NvidiaSmi(int Index, string Uuid, string Name, long? MemoryBytes, string Driver, bool IsPartitioned)
{
    public const string Program = "nvidia-smi";

    private const string Fields = "--query-gpu=index,uuid,memory.total,driver_version,name";
    private const string Format = "--format=csv,noheader,nounits";

    /// <summary>Drivers before 450 do not know MIG, and refuse a question that names it.</summary>
    public static IReadOnlyList<string> ArgumentsOfOldDrivers { get; } = [Fields, Format];

    public static IReadOnlyList<string> Arguments { get; } = [Fields.Replace(",name", ",mig.mode.current,name", StringComparison.Ordinal), Format];

    /// <param name="answer">What it wrote; null: there is no such program, or it failed.</param>
    /// <param name="arguments">What it was asked.</param>
    public static IReadOnlyList<NvidiaSmi> Parse(string? answer, IReadOnlyList<string> arguments) =>
        [.. (answer ?? string.Empty).Split('\n').Select(line => ParseLine(line, withParts: !ReferenceEquals(arguments, ArgumentsOfOldDrivers))).OfType<NvidiaSmi>()];

    // The name comes last: it alone may hold a comma.
    private static NvidiaSmi? ParseLine(string line, bool withParts)
    {
        var columns = line.Split(',', withParts ? 6 : 5, StringSplitOptions.TrimEntries);
        return columns.Length == (withParts ? 6 : 5) &&
            int.TryParse(columns[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) &&
            columns[1].StartsWith("GPU-", StringComparison.Ordinal)
            ? new(
                index,
                columns[1],
                columns[^1],
                long.TryParse(columns[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size << 20 : null,
                columns[3],
                withParts && columns[4] == "Enabled")
            : null;
    }
}
