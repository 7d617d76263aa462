using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>explain_job</c>.</summary>
internal sealed record JobExplanation : Answer
{
    public required ExplainedJob Job { get; init; }

    [Description("The cause as a stable word, for example host_cap or wrong_architecture.")]
    public required string Verdict { get; init; }

    [Description("Since when it is so.")]
    public DateTimeOffset? Since { get; init; }

    [Description("How long the job has waited; absent if it does not wait.")]
    public long? WaitingSeconds { get; init; }

    [Description("The cause in words.")]
    public required string Explanation { get; init; }

    [Description("What would make the job run; absent where nothing needs to be done.")]
    public string? Remedy { get; init; }

    [Description("The one command that does it.")]
    public string? Command { get; init; }

    [Description("The one tool call that does it, or that shows more.")]
    public ToolCall? ToolCall { get; init; }

    [Description("What would still stand in the way after that.")]
    public required ImmutableArray<FurtherCause> Also { get; init; }

    [Description("What the autoscaler recorded about the job, newest first.")]
    public required ImmutableArray<RecordedDecision> Decisions { get; init; }

    [Description("For a cap: the runners that take the places, longest first, 10 at most.")]
    public required ImmutableArray<Occupant> OccupiedBy { get; init; }

    [Description("Other jobs of the run, where a run was asked about: how many are in which status.")]
    public ImmutableSortedDictionary<string, int>? OtherJobs { get; init; }
}
