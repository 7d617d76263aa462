using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>What stands in the way of any start in a pool for a repository, whatever room there is. Private to one plan.</summary>
internal sealed class Obstacles(PlanInput input, Capacity capacity)
{
    /// <summary>Null: nothing. Else what, in words.</summary>
    public (string Code, string Text)? Find(RunnerPool pool, RepositoryName repository)
    {
        if (input.Control is { Paused: true } control)
        {
            return (ReasonCode.Paused, $"The autoscaler is {(control.Draining ? "draining" : "paused")} since {control.SetAt:u} by {control.SetBy}{Because(control)}.");
        }

        if (!input.Engine.Available)
        {
            return (ReasonCode.EngineUnavailable, input.Engine.Problem ?? "The Docker engine does not answer.");
        }

        return input.Breakers.Where(breaker => breaker.Pool == pool.Name && (breaker.Repository is null || breaker.Repository == repository))
            .Select(Refusal)
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static string Because(AutoscalerControl control) => control.Reason is { } reason ? $": {reason}" : "";

    private (string Code, string Text)? Refusal(Breaker breaker)
    {
        var scope = breaker.Repository is { } repository ? $"of {repository} in the pool '{breaker.Pool}'" : $"in the pool '{breaker.Pool}'";
        var failed = $"{breaker.Failures} start{(breaker.Failures == 1 ? "" : "s")} {scope} failed";
        if (breaker.Pauses(input.Now))
        {
            return (breaker.IsOpen ? ReasonCode.BreakerOpen : ReasonCode.BackingOff, $"{failed}; the next try is at {breaker.Until:u}. Last failure: {breaker.Reason}");
        }

        return breaker.IsOpen && capacity.OnTheirWay(breaker.Pool, breaker.Repository) > 0
            ? (ReasonCode.BreakerOpen, $"{failed}, so one runner tries alone now; when it comes online, the others follow. Last failure: {breaker.Reason}")
            : null;
    }
}
