using System.Collections.Immutable;

namespace Mcp.Tools.Runners;

/// <summary>A GPU of the engine's host.</summary>
/// <param name="Id">What it is told apart by: NVIDIA's UUID, or the name of the render device, for example <c>renderD128</c>.</param>
/// <param name="Name">The model.</param>
/// <param name="MemoryBytes">Its memory in bytes; null: the driver does not say.</param>
/// <param name="Driver">The driver's version; null: unknown.</param>
/// <param name="Devices">What a container that gets it is given: a UUID, a CDI name, or device files.</param>
/// <param name="Evidence">What shows that it is there.</param>
/// <param name="Missing">Why it cannot be given to a runner, and what to do; null: it can.</param>
public sealed record Gpu(
    string Id,
    string Name,
    long? MemoryBytes,
    string? Driver,
    ImmutableArray<string> Devices,
    ImmutableArray<string> Evidence,
    string? Missing);
