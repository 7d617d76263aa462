using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The same failure in one or several runs.</summary>
internal sealed record FailureGroup
{
    public required string Repository { get; init; }

    public required string Workflow { get; init; }

    public required string Job { get; init; }

    [Description("The first step that failed; absent: none did, for example because no runner took the job.")]
    public string? Step { get; init; }

    [Description("The first error without numbers and ids (untrusted text); absent: the log was not read, or marks none.")]
    public string? Error { get; init; }

    [Description("In how many runs.")]
    public required int Runs { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    [Description("The newest runs, 5 at most.")]
    public required ImmutableArray<long> RunIds { get; init; }
}
