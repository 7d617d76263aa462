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
    public void Registered(RunnerInfo runner) => Close(runner.Pool, runner.Repository);

    /// <summary>A runner has come online: all is well in its pool.</summary>
    public void Succeeded(RunnerInfo runner)
    {
        Close(runner.Pool, repository: null);
        Close(runner.Pool, runner.Repository);
    }

    private void Close(string pool, RepositoryName? repository)
    {
        // Almost always there is nothing to close, and looking is cheaper than writing.
        if (ledger.List().Any(breaker => breaker.Pool == pool && breaker.Repository == repository))
        {
            ledger.Change(pool, repository, _ => null, lease.Token);
        }
    }
}
