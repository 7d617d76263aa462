using System.ComponentModel;
using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Tools;

/// <summary>The host's GPUs and the verdict on them.</summary>
internal sealed record GpuEvidence
{
    [Description("yes: fits into one GPU's free memory; if_freed: into one GPU's whole memory; if_split: only over all GPUs together; no; none: no GPU; unknown.")]
    public required Verdict Fits { get; init; }

    [Description("found, none or unknown.")]
    public required GpuStatus Status { get; init; }

    [Description("The GPUs.")]
    public required IReadOnlyList<Gpu> Gpus { get; init; }

    [Description("Where it was read.")]
    public required string Source { get; init; }

    [Description("When it was read, UTC.")]
    public required DateTimeOffset ReadAt { get; init; }

    [Description("Age of the reading in seconds at the time of the answer.")]
    public required double AgeSeconds { get; init; }

    [Description("Why there is none, or why it is unknown.")]
    public string? Reason { get; init; }
}
