using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Who may act: exactly one process holds the lease.</summary>
internal sealed record LeaseReading
{
    [Description("Process and host.")]
    public required string Holder { get; init; }

    [Description("The number of this term; each new holder's is greater, and a write of an earlier term is refused.")]
    public required long Epoch { get; init; }

    [Description("Whether the lease has not expired; a holder that is dead loses it within seconds.")]
    public required bool Alive { get; init; }

    public required DateTimeOffset AcquiredAt { get; init; }

    public required DateTimeOffset RenewedAt { get; init; }

    public required long RenewedAgeSeconds { get; init; }

    public static LeaseReading Of(LeaseInfo lease, DateTimeOffset now) => new()
    {
        Holder = lease.Description,
        Epoch = lease.Epoch,
        Alive = lease.Live,
        AcquiredAt = lease.AcquiredAt,
        RenewedAt = lease.RenewedAt,
        RenewedAgeSeconds = Math.Max(0, (long)(now - lease.RenewedAt).TotalSeconds),
    };
}
