using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>GitHub's hourly request budget, as its headers last said to the autoscaler.</summary>
internal sealed record BudgetReading
{
    [Description("known or unknown.")]
    public required string State { get; init; }

    public int? Remaining { get; init; }

    public int? Limit { get; init; }

    public DateTimeOffset? ResetAt { get; init; }

    [Description("Requests of the autoscaler that counted, since it started.")]
    public long? CountedRequests { get; init; }

    [Description("Requests of the autoscaler that were free (304), since it started.")]
    public long? NotModified { get; init; }

    public Provenance? Seen { get; init; }

    public static BudgetReading Of(Situation situation) => situation.Budget is not { SeenAt: { } seen } budget
        ? new() { State = "unknown" }
        : new()
        {
            State = "known",
            Remaining = budget.Remaining,
            Limit = budget.Limit,
            ResetAt = budget.ResetAt,
            CountedRequests = budget.CountedRequests,
            NotModified = budget.NotModified,
            Seen = Provenance.Of("github", seen, situation.Now),
        };
}
