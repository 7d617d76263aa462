using Mcp.Tools.Runners.Planning;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Where starts failed lately, one row for each pool or repository in a pool; no row: all is well.</summary>
internal sealed class BreakerLedger(LedgerDatabase database)
{
    /// <summary>All of them, by pool and repository.</summary>
    public IReadOnlyList<Breaker> List() => database.Read(connection => connection.List("SELECT * FROM start_breakers ORDER BY pool, repository", Row));

    /// <summary>Puts another one in the place of what is there; null closes it.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void Change(string pool, RepositoryName? repository, Func<Breaker?, Breaker?> change, LeaseToken lease) => database.Write((connection, _) =>
    {
        LeaseRow.Require(connection, lease);
        (string, object?)[] key = [("$pool", pool), ("$repository", repository?.ToString() ?? "")];
        var before = connection.First("SELECT * FROM start_breakers WHERE pool = $pool AND repository = $repository", Row, key);
        return change(before) is not { } after
            ? connection.Execute("DELETE FROM start_breakers WHERE pool = $pool AND repository = $repository", key)
            : connection.Execute(
                """
                INSERT OR REPLACE INTO start_breakers (pool, repository, failures, since, until, code, reason)
                VALUES ($pool, $repository, $failures, $since, $until, $code, $reason)
                """,
                [
                    .. key,
                    ("$failures", after.Failures),
                    ("$since", LedgerValue.FromTime(after.Since)),
                    ("$until", LedgerValue.FromTime(after.Until)),
                    ("$code", after.Code),
                    ("$reason", after.Reason),
                ]);
    });

    private static Breaker Row(SqliteDataReader row) => new(
        row.Text("pool"),
        row.Text("repository") is { Length: > 0 } repository ? RepositoryName.Parse(repository) : null,
        (int)row.Number("failures"),
        row.Time("since"),
        row.Time("until"),
        row.Text("code"),
        row.Text("reason"));
}
