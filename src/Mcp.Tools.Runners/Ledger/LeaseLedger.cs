namespace Mcp.Tools.Runners.Ledger;

/// <summary>
/// Exactly one holder. Expiry is measured on the machine's monotonic clock, common to all processes of one boot, so that
/// setting the time of day never gives two holders; a holder of another boot is dead.
/// </summary>
/// <param name="bootId">The identity of the machine's boot; null: the real one.</param>
internal sealed class LeaseLedger(LedgerDatabase database, TimeProvider time, string? bootId = null)
{
    private readonly string _bootId = bootId ?? BootId.Current;

    /// <summary>Takes the lease if nobody holds it; null if somebody does.</summary>
    public LeaseToken? TryTake(string holder, string description, TimeSpan lifetime) => database.Write<LeaseToken?>(
        (connection, _) =>
        {
            var last = LeaseRow.Read(connection);
            if (last?.IsLive(_bootId, Monotonic()) == true)
            {
                return null;
            }

            var token = new LeaseToken(holder, (last?.Token.Epoch ?? 0) + 1);
            var now = LedgerValue.FromTime(time.GetUtcNow());
            connection.Execute(
                """
                INSERT OR REPLACE INTO lease (id, holder, epoch, description, acquired_at, renewed_at, boot_id, expires_monotonic, released)
                VALUES (1, $holder, $epoch, $description, $now, $now, $boot, $expires, 0)
                """,
                ("$holder", token.Holder),
                ("$epoch", token.Epoch),
                ("$description", description),
                ("$now", now),
                ("$boot", _bootId),
                ("$expires", (Monotonic() + lifetime).Ticks));
            return token;
        },
        token => token is not null);

    /// <summary>False: lost. An expired lease that nobody has taken since is renewed.</summary>
    public bool Renew(LeaseToken token, TimeSpan lifetime) => database.Write(
        (connection, _) =>
        {
            if (LeaseRow.Read(connection)?.IsHeldBy(token) != true)
            {
                return false;
            }

            connection.Execute(
                "UPDATE lease SET renewed_at = $now, boot_id = $boot, expires_monotonic = $expires",
                ("$now", LedgerValue.FromTime(time.GetUtcNow())),
                ("$boot", _bootId),
                ("$expires", (Monotonic() + lifetime).Ticks));
            return true;
        },
        isNews: _ => false);

    /// <summary>Gives the lease back, so that the next one need not wait for its end. Without effect if it is somebody else's already.</summary>
    public void Release(LeaseToken token) => database.Write(
        (connection, _) => connection.Execute(
            "UPDATE lease SET released = 1 WHERE holder = $holder AND epoch = $epoch AND released = 0",
            ("$holder", token.Holder),
            ("$epoch", token.Epoch)),
        isNews: rows => rows > 0);

    public LeaseInfo? Read() => database.Read(LeaseRow.Read) is { } row
        ? new LeaseInfo(row.Token.Holder, row.Token.Epoch, row.Description, row.AcquiredAt, row.RenewedAt, row.IsLive(_bootId, Monotonic()))
        : null;

    private TimeSpan Monotonic() => time.GetElapsedTime(0);
}
