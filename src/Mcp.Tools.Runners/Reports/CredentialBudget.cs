using System.ComponentModel;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The request budget of one credential of several.</summary>
internal sealed record CredentialBudget
{
    [Description("default, or the owner that it is for.")]
    public required string Credential { get; init; }

    public int? Remaining { get; init; }

    public int? Limit { get; init; }

    public DateTimeOffset? ResetAt { get; init; }

    public required long CountedRequests { get; init; }

    public required long NotModified { get; init; }

    [Description("full, stretched or stopped.")]
    public required string Pace { get; init; }

    public static CredentialBudget Of(NamedBudget named, int reserve, DateTimeOffset now) => new()
    {
        Credential = named.Name,
        Remaining = named.Budget.Remaining,
        Limit = named.Budget.Limit,
        ResetAt = named.Budget.ResetAt,
        CountedRequests = named.Budget.CountedRequests,
        NotModified = named.Budget.NotModified,
        Pace = BudgetReading.WordOf(BudgetPace.Of(named.Budget, reserve, now)),
    };
}
