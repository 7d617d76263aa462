using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Remembers where starts failed, in the ledger: a new process knows it too, and front ends show it.</summary>
internal sealed class StartBreakers(BreakerLedger ledger, AutoscalerLease lease, TimeProvider time)
{
    public ImmutableArray<Breaker> Snapshot => [.. ledger.List()];

    public void Failed(StartFailure failure) =>
        ledger.Change(failure.Pool, failure.Repository, before => Breaker.After(before, failure, time.GetUtcNow()), lease.Token);

    /// <summary>GitHub registers runners of this repository.</summary>
    public void Registered(RunnerInfo runner) => Close(breaker => breaker.Pool == runner.Pool && breaker.Repository == runner.Repository);

    /// <summary>A runner has come online: all is well in its pool.</summary>
    public void Succeeded(RunnerInfo runner) =>
        Close(breaker => breaker.Pool == runner.Pool && (breaker.Repository is null || breaker.Repository == runner.Repository));

    // Almost always there is nothing to close, and looking is cheaper than writing.
    private void Close(Func<Breaker, bool> which)
    {
        foreach (var breaker in ledger.List().Where(which))
        {
            ledger.Change(breaker.Pool, breaker.Repository, _ => null, lease.Token);
        }
    }
}
