namespace Mcp.Tools.Models.Host;

/// <summary>The host's GPUs by evidence.</summary>
/// <param name="Status">Found, none or unknown.</param>
/// <param name="Gpus">Those that were found.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="ReadAt">When.</param>
/// <param name="Reason">Why there are none, or why it is unknown.</param>
internal sealed record HostGpus(GpuStatus Status, IReadOnlyList<Gpu> Gpus, string Source, DateTimeOffset ReadAt, string? Reason);
