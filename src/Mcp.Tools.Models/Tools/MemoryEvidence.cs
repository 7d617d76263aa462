using System.ComponentModel;
using Mcp.Tools.Models.Fit;

namespace Mcp.Tools.Models.Tools;

/// <summary>The host's memory and the verdict on it.</summary>
internal sealed record MemoryEvidence
{
    [Description("yes: fits into what is available now; if_freed: fits into the whole memory only; no; unknown.")]
    public required Verdict Fits { get; init; }

    [Description("All memory in bytes; absent when unknown.")]
    public long? TotalBytes { get; init; }

    [Description("Available memory in bytes; absent when unknown.")]
    public long? AvailableBytes { get; init; }

    [Description("Where it was read.")]
    public required string Source { get; init; }

    [Description("When it was read, UTC.")]
    public required DateTimeOffset ReadAt { get; init; }

    [Description("Age of the reading in seconds at the time of the answer.")]
    public required double AgeSeconds { get; init; }

    [Description("Why it is unknown.")]
    public string? Reason { get; init; }
}
