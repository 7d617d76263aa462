namespace Mcp.Tools.Runners.Ledger;

/// <summary>Proof of holding the lease; each write of the autoscaler carries it and is refused once another holder has taken over.</summary>
/// <param name="Holder">Unique to the process.</param>
/// <param name="Epoch">Grows with each change of holder.</param>
internal readonly record struct LeaseToken(string Holder, long Epoch);
