namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Whether jobs are served now, part by part, as the ledger tells it: a front end without the autoscaler knows it too.</summary>
/// <param name="Lease">An autoscaler is alive.</param>
/// <param name="Ledger">The ledger can be read.</param>
/// <param name="Engine">The engine answers the autoscaler.</param>
/// <param name="GitHub">The queues could be read.</param>
public sealed record Readiness(ReadinessPart Lease, ReadinessPart Ledger, ReadinessPart Engine, ReadinessPart GitHub)
{
    /// <summary>Whether every part works. What is unknown does not count as working.</summary>
    public bool IsReady => Lease.State == ReadinessState.Ready && Ledger.State == ReadinessState.Ready
        && Engine.State == ReadinessState.Ready && GitHub.State == ReadinessState.Ready;
}
