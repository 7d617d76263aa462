using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Writes down what a pass saw, decided and cost, for all front ends to read.</summary>
internal sealed class PassRecorder(DecisionLog decisions, StatusBoard board, GitHubApi gitHub, AutoscalerLease lease, TimeProvider time)
{
    public Started Begin(string trigger) => new(trigger, time.GetUtcNow(), gitHub.Budget);

    public void End(Started pass, Seen seen, IReadOnlyList<JobVerdict> verdicts, TimeSpan took)
    {
        var budget = gitHub.Budget;
        var record = new PassRecord(
            pass.At,
            took,
            pass.Trigger,
            seen.Demand.Quality,
            verdicts.Count,
            Count(verdicts, DecisionKind.Start),
            Count(verdicts, DecisionKind.Wait),
            Count(verdicts, DecisionKind.Refuse),
            budget.CountedRequests - pass.Budget.CountedRequests,
            budget.NotModified - pass.Budget.NotModified,
            Problem(seen));
        var now = time.GetUtcNow();
        decisions.Record(record, [.. verdicts.Select(verdict => ToDecision(verdict, now))], lease.Token);
        board.Put(StatusJson.Demand(seen.Demand, seen.HeardAt));
        board.Put(StatusJson.Sources(seen.Sources, now));
        board.Put(StatusJson.Engine(seen.Engine));
        board.Put(StatusJson.Budget(budget, now));
        if (gitHub.Budgets is { Count: > 1 } budgets)
        {
            board.Put(StatusJson.Budgets([.. budgets.Select(entry => new NamedBudget(entry.Name, entry.Budget))], now));
        }
    }

    private static int Count(IReadOnlyList<JobVerdict> verdicts, DecisionKind kind) => verdicts.Count(verdict => verdict.Kind == kind);

    private static Decision ToDecision(JobVerdict verdict, DateTimeOffset now) => new(
        verdict.Job.Id, verdict.Job.Repository, verdict.Pool, verdict.Kind, verdict.Code, verdict.Text, verdict.RunnerId, now, now);

    private static string? Problem(Seen seen)
    {
        var problems = seen.Demand.Unread.Values.Distinct().ToList();
        if (seen.Demand.Reason is { } reason && !problems.Contains(reason))
        {
            problems.Insert(0, reason);
        }

        if (!seen.Engine.Available)
        {
            problems.Insert(0, seen.Engine.Problem ?? "The Docker engine does not answer.");
        }

        return problems.Count == 0 ? null : string.Join(" ", problems);
    }

    /// <summary>A pass under way.</summary>
    internal sealed record Started(string Trigger, DateTimeOffset At, RateBudget Budget);
}
