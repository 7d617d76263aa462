using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The lease as it is stored. Whether it is live is decided by the machine's monotonic clock, never by the time of day.</summary>
internal sealed record LeaseRow(
    LeaseToken Token,
    string Description,
    DateTimeOffset AcquiredAt,
    DateTimeOffset RenewedAt,
    string BootId,
    TimeSpan ExpiresAt,
    bool Released)
{
    public static LeaseRow? Read(SqliteConnection connection) => connection.First("SELECT * FROM lease", row => new LeaseRow(
        new LeaseToken(row.Text("holder"), row.Number("epoch")),
        row.Text("description"),
        row.Time("acquired_at"),
        row.Time("renewed_at"),
        row.Text("boot_id"),
        TimeSpan.FromTicks(row.Number("expires_monotonic")),
        row.Number("released") != 0));

    /// <summary>Refuses a write whose lease somebody else has taken since. Called inside the writing transaction, so that nothing can come between.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease, or it was released.</exception>
    public static void Require(SqliteConnection connection, LeaseToken token)
    {
        if (Read(connection) is not { } row || !row.IsHeldBy(token))
        {
            throw new LeaseLostException(token);
        }
    }

    /// <summary>Expired or not: an expired lease is its last holder's until another one takes it.</summary>
    public bool IsHeldBy(LeaseToken token) => Token == token && !Released;

    public bool IsLive(string bootId, TimeSpan now) => !Released && BootId == bootId && now < ExpiresAt;
}
