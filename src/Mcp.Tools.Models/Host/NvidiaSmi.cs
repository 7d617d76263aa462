using System.Globalization;

namespace Mcp.Tools.Models.Host;

/// <summary>Reads the answer of <c>nvidia-smi</c>: a line for each GPU, sizes in MiB.</summary>
internal static class NvidiaSmi
{
    public const string Command = "nvidia-smi";

    public static IReadOnlyList<string> Arguments { get; } = ["--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"];

    public static string Source { get; } = $"{Command} {string.Join(' ', Arguments)}";

    public static HostGpus Parse(string output, DateTimeOffset readAt)
    {
        List<Gpu> gpus = [];
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(',', StringSplitOptions.TrimEntries) is not [.. var name, var total, var free] ||
                Bytes(total) is not { } totalBytes || Bytes(free) is not { } freeBytes)
            {
                // Devices that share the host's memory answer [N/A].
                return Unknown($"{Command} answered a line that is no 'name, total, free' in MiB: '{line}'.", readAt);
            }

            gpus.Add(new Gpu(string.Join(", ", name), totalBytes, freeBytes));
        }

        return gpus.Count == 0
            ? new HostGpus(GpuStatus.None, [], Source, readAt, $"{Command} lists no GPU.")
            : new HostGpus(GpuStatus.Found, gpus, Source, readAt, null);
    }

    public static HostGpus Unknown(string reason, DateTimeOffset readAt) => new(GpuStatus.Unknown, [], Source, readAt, reason);

    private static long? Bytes(string mebibytes) =>
        long.TryParse(mebibytes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number << 20 : null;
}
