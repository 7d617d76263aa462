using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The GPUs of the engine's host by evidence: a label is promised only where the driver shows a GPU and the engine can pass it on.</summary>
internal sealed record GpuReading
{
    /// <summary>More are counted, not shown: an answer is bounded.</summary>
    private const int Shown = 16;

    [Description("nvidia or amd, as the pools ask.")]
    public required string Vendor { get; init; }

    [Description("How the engine gives them to containers: nvidia_runtime, cdi, device_files or none.")]
    public required string Access { get; init; }

    [Description("How many were found.")]
    public required int Found { get; init; }

    [Description("How many of them can be given out, each to one runner.")]
    public required int Grantable { get; init; }

    [Description("What was found about the host and the engine.")]
    public ImmutableArray<string>? Evidence { get; init; }

    [Description("What stands in the way, and what to do; absent: nothing.")]
    public ImmutableArray<string>? Missing { get; init; }

    [Description("The GPUs, 16 at most.")]
    public required ImmutableArray<GpuDetail> Gpus { get; init; }

    public static GpuReading Of(GpuInventory inventory) => new()
    {
        Vendor = inventory.Vendor == GpuVendor.Amd ? "amd" : "nvidia",
        Access = inventory.Access switch
        {
            GpuAccess.NvidiaRuntime => "nvidia_runtime",
            GpuAccess.Cdi => "cdi",
            GpuAccess.DeviceFiles => "device_files",
            _ => "none",
        },
        Found = inventory.Gpus.Length,
        Grantable = inventory.Grantable,
        Evidence = inventory.Evidence.IsDefaultOrEmpty ? null : [.. inventory.Evidence.Select(text => VisibleText.Line(text, 300))],
        Missing = inventory.Missing.IsDefaultOrEmpty ? null : inventory.Missing,
        Gpus = [.. inventory.Gpus.Take(Shown).Select(GpuDetail.Of)],
    };
}
