namespace Mcp.Tools.Runners.Ledger;

/// <summary>Another process holds the lease now: whoever catches this stops acting at once.</summary>
internal sealed class LeaseLostException(LeaseToken token)
    : Exception($"The autoscaler lease (epoch {token.Epoch}) is held by another process now.")
{
    public LeaseToken Token { get; } = token;
}
