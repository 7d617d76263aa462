using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>All that is known about one runner.</summary>
/// <param name="Steps">Its history, oldest first.</param>
/// <param name="Job">The job that it serves or served, where the ledger has it.</param>
/// <param name="Listed">What GitHub has of it; null: no such runner, or it was not asked.</param>
/// <param name="Asked">Whether GitHub answered.</param>
/// <param name="Unread">Why GitHub did not answer.</param>
internal sealed record RunnerEvidence(
    Situation Situation,
    RunnerInfo Runner,
    RunnerInfo Before,
    ImmutableArray<RunnerTransition> Steps,
    ObservedJob? Job,
    GitHubRunner? Listed,
    bool Asked,
    string? Unread)
{
    public DateTimeOffset Now => Situation.Now;
}
