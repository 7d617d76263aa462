using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>One GPU, what shows it and what is missing.</summary>
internal sealed record GpuDetail
{
    [Description("NVIDIA's UUID, or the name of the render device.")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("Its memory; absent: the driver does not say.")]
    public long? MemoryBytes { get; init; }

    [Description("The driver's version; absent: unknown.")]
    public string? Driver { get; init; }

    public required ImmutableArray<string> Evidence { get; init; }

    [Description("Why it cannot be given to a runner, and what to do; absent: it can.")]
    public string? Missing { get; init; }

    public static GpuDetail Of(Gpu gpu) => new()
    {
        Id = VisibleText.Line(gpu.Id, 64),
        Name = VisibleText.Line(gpu.Name, 100),
        MemoryBytes = gpu.MemoryBytes,
        Driver = gpu.Driver,
        Evidence = [.. gpu.Evidence.Select(text => VisibleText.Line(text, 200))],
        Missing = gpu.Missing,
    };
}
