using System.Collections.Immutable;
using System.ComponentModel;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>GitHub's hourly request budget, as its headers last said to the autoscaler.</summary>
internal sealed record BudgetReading
{
    [Description("known or unknown.")]
    public required string State { get; init; }

    [Description("Of the credential that has the smallest part left, where there are several.")]
    public int? Remaining { get; init; }

    public int? Limit { get; init; }

    public DateTimeOffset? ResetAt { get; init; }

    [Description("Requests that are kept for tools: with fewer left, the autoscaler reads nothing in the background.")]
    public int? Reserved { get; init; }

    [Description("How fast the autoscaler reads: full, stretched (less often, so that the budget lasts) or stopped (at the reserve).")]
    public string? Pace { get; init; }

    [Description("Why it does not read at full speed, and until when; absent: it does.")]
    public string? Problem { get; init; }

    [Description("Requests of the autoscaler that counted, since it started.")]
    public long? CountedRequests { get; init; }

    [Description("Requests of the autoscaler that were free (304), since it started.")]
    public long? NotModified { get; init; }

    [Description("The free ones' part of all, from 0 to 1.")]
    public double? NotModifiedShare { get; init; }

    [Description("Each credential's own, where there are several.")]
    public ImmutableArray<CredentialBudget>? Credentials { get; init; }

    public Provenance? Seen { get; init; }

    public static BudgetReading Of(Situation situation)
    {
        if (situation.Budget is not { SeenAt: { } seen } budget)
        {
            return new() { State = "unknown" };
        }

        var reserve = situation.Options.GitHub.ReservedRequests;
        var pace = situation.Pace;
        var all = budget.CountedRequests + budget.NotModified;
        return new()
        {
            State = "known",
            Remaining = budget.Remaining,
            Limit = budget.Limit,
            ResetAt = budget.ResetAt,
            Reserved = budget.Limit is { } limit ? BudgetPace.Reserve(limit, reserve) : null,
            Pace = WordOf(pace),
            Problem = pace.Reason,
            CountedRequests = budget.CountedRequests,
            NotModified = budget.NotModified,
            NotModifiedShare = all == 0 ? null : Math.Round((double)budget.NotModified / all, 3),
            Credentials = situation.Budgets.Length < 2 ? null : [.. situation.Budgets.Select(named => CredentialBudget.Of(named, reserve, situation.Now))],
            Seen = Provenance.Of("github", seen, situation.Now),
        };
    }

    public static string WordOf(BudgetPace pace) => pace switch
    {
        { Stopped: true } => "stopped",
        { Stretch: > 1 } => "stretched",
        _ => "full",
    };
}
