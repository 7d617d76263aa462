using Mcp.Tools.Runners.GitHub;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>GitHub's answers, kept so that asking again is free. Bounded: the least recently stored go first.</summary>
internal sealed class ResponseCache(LedgerDatabase database, int maxRows = 5_000, long maxBytes = 64L << 20) : IResponseCache
{
    public CachedResponse? Get(string key) => database.Read(connection => connection.First(
        "SELECT * FROM responses WHERE key = $key",
        row => new CachedResponse(
            row.Text("key"), row.Text("etag"), row.Text("headers"), (byte[])row["body"], row.Time("stored_at")),
        ("$key", key)));

    /// <summary>Stores an answer in place of an older one. One that is greater than the whole cache is not kept.</summary>
    public void Put(CachedResponse response) => database.Write(
        (connection, _) =>
        {
            connection.Execute("DELETE FROM responses WHERE key = $key", ("$key", response.Key));
            if (response.Body.LongLength > maxBytes)
            {
                return 0;
            }

            connection.Execute(
                """
                INSERT INTO responses (key, etag, headers, stored_at, size, body)
                VALUES ($key, $etag, $headers, $stored, $size, $body)
                """,
                ("$key", response.Key),
                ("$etag", response.ETag),
                ("$headers", response.HeadersJson),
                ("$stored", LedgerValue.FromTime(response.StoredAt)),
                ("$size", response.Body.LongLength),
                ("$body", response.Body));
            return IsFull(connection) ? Trim(connection) : 0;
        },
        isNews: _ => false);

    private bool IsFull(SqliteConnection connection) => connection.Number(
        "SELECT COUNT(*) > $rows OR TOTAL(size) > $bytes FROM responses INDEXED BY responses_size", ("$rows", maxRows), ("$bytes", maxBytes)) != 0;

    private int Trim(SqliteConnection connection) => connection.Execute(
        """
        DELETE FROM responses WHERE seq IN (
            SELECT seq FROM (SELECT seq, COUNT(*) OVER newer AS rows, SUM(size) OVER newer AS bytes
                FROM responses INDEXED BY responses_size WINDOW newer AS (ORDER BY seq DESC ROWS UNBOUNDED PRECEDING))
            WHERE rows > $rows OR bytes > $bytes)
        """,
        ("$rows", maxRows),
        ("$bytes", maxBytes));
}
