namespace Mcp.Tools.Runners.Ledger;

/// <summary>Who holds the lease, or held it last.</summary>
/// <param name="Description">Process id and host name, for people.</param>
/// <param name="Live">Whether it has not expired.</param>
internal sealed record LeaseInfo(
    string Holder, long Epoch, string Description, DateTimeOffset AcquiredAt, DateTimeOffset RenewedAt, bool Live);
