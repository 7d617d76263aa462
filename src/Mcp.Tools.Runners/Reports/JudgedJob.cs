using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A job and whether it fits an architecture.</summary>
internal sealed record JudgedJob
{
    public required long JobId { get; init; }

    public required long RunId { get; init; }

    public required string Repository { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<string> Labels { get; init; }

    [Description("fits, other_architecture, other_os, hosted (GitHub's own runner), or unspecified: nothing names an architecture, so nothing is concluded.")]
    public required string Verdict { get; init; }

    [Description("The architecture that it asks for; absent where nothing names one.")]
    public string? Architecture { get; init; }

    [Description("What says so.")]
    public required string Evidence { get; init; }

    [Description("Whether only a name says so, not a label.")]
    public required bool HintOnly { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }
}
