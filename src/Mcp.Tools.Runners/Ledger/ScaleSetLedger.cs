using System.Text.Json;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The scale sets and their messages: stored before they are acknowledged, marked when they have been acted on.</summary>
internal sealed class ScaleSetLedger(LedgerDatabase database)
{
    /// <summary>Messages that are kept for each pool after they were acted on: they tell which repositories use the set.</summary>
    private const int Kept = 100;

    public ScaleSetEntry? Get(string pool) =>
        database.Read(connection => connection.First("SELECT * FROM scale_sets WHERE pool = $pool", Entry, ("$pool", pool)));

    /// <summary>The service has it. Another set than before begins without session, counts and messages.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void Found(string pool, string place, ScaleSet set, LeaseToken lease) => Write(lease, connection =>
    {
        connection.Execute(
            "DELETE FROM scale_sets WHERE pool = $pool AND (place <> $place OR set_id <> $set)", ("$pool", pool), ("$place", place), ("$set", set.Id));
        connection.Execute("DELETE FROM scale_set_messages WHERE pool = $pool AND set_id <> $set", ("$pool", pool), ("$set", set.Id));
        return connection.Execute(
            """
            INSERT INTO scale_sets (pool, place, set_id, name) VALUES ($pool, $place, $set, $name)
            ON CONFLICT (pool) DO UPDATE SET name = excluded.name
            """,
            ("$pool", pool), ("$place", place), ("$set", set.Id), ("$name", set.Name));
    });

    /// <summary>A session was opened; whoever comes after a crash closes it.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void Opened(string pool, ScaleSetSession session, DateTimeOffset at, LeaseToken lease) => Write(lease, connection =>
    {
        connection.Execute("UPDATE scale_sets SET session_id = $session WHERE pool = $pool", ("$pool", pool), ("$session", session.Id.ToString("d")));
        return Count(connection, pool, session.Statistics, at);
    });

    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void Closed(string pool, Guid session, LeaseToken lease) => Write(lease, connection => connection.Execute(
        "UPDATE scale_sets SET session_id = NULL WHERE pool = $pool AND session_id = $session", ("$pool", pool), ("$session", session.ToString("d"))));

    /// <summary>Stores a message and its counts durably. One that comes again as it was changes nothing but the counts.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease: the message must not be acknowledged.</exception>
    public void Store(string pool, int setId, ScaleSetMessage message, DateTimeOffset at, LeaseToken lease) => Write(lease, connection =>
    {
        connection.Execute(
            """
            INSERT INTO scale_set_messages (pool, set_id, message_id, jobs, received_at) VALUES ($pool, $set, $id, $jobs, $at)
            ON CONFLICT (pool, set_id, message_id) DO UPDATE SET jobs = excluded.jobs, received_at = excluded.received_at, applied_at = NULL
                WHERE jobs <> excluded.jobs
            """,
            ("$pool", pool),
            ("$set", setId),
            ("$id", message.Id),
            ("$jobs", JsonSerializer.Serialize(message.Jobs, ScaleSetJsonContext.Default.ImmutableArrayScaleSetJob)),
            ("$at", LedgerValue.FromTime(at)));
        connection.Execute(
            "UPDATE scale_sets SET last_message_id = $id, last_message_at = $at WHERE pool = $pool", ("$pool", pool), ("$id", message.Id), ("$at", LedgerValue.FromTime(at)));
        return message.Statistics is { } statistics ? Count(connection, pool, statistics, at) : 0;
    });

    /// <summary>What is stored and was not acted on, oldest first.</summary>
    public IReadOnlyList<StoredMessage> Pending(string pool) => database.Read(connection => connection.List(
        "SELECT * FROM scale_set_messages WHERE pool = $pool AND applied_at IS NULL ORDER BY message_id", Message, ("$pool", pool)));

    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void Applied(string pool, StoredMessage message, DateTimeOffset at, LeaseToken lease) => Write(lease, connection =>
    {
        connection.Execute(
            "UPDATE scale_set_messages SET applied_at = $at WHERE pool = $pool AND set_id = $set AND message_id = $id",
            ("$pool", pool), ("$set", message.SetId), ("$id", message.Id), ("$at", LedgerValue.FromTime(at)));
        return connection.Execute(
            """
            DELETE FROM scale_set_messages WHERE pool = $pool AND applied_at IS NOT NULL AND message_id NOT IN (
                SELECT message_id FROM scale_set_messages WHERE pool = $pool ORDER BY message_id DESC LIMIT $kept)
            """,
            ("$pool", pool), ("$kept", Kept));
    });

    /// <summary>The service says that the job of the runner is over.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void JobOver(string runnerName, DateTimeOffset at, LeaseToken lease) => Write(lease, connection => connection.Execute(
        "UPDATE runners SET job_over_at = $at WHERE name = $name AND job_over_at IS NULL", ("$name", runnerName), ("$at", LedgerValue.FromTime(at))));

    /// <summary>The repository that a job of the set was last seen from; null: none of them said.</summary>
    public RepositoryName? LastRepository(string pool) => database.Read(connection => connection.List(
            "SELECT * FROM scale_set_messages WHERE pool = $pool ORDER BY message_id DESC", Message, ("$pool", pool)))
        .SelectMany(message => message.Jobs.Reverse())
        .FirstOrDefault(job => job.Repository is not null)?.Repository;

    private static int Count(SqliteConnection connection, string pool, ScaleSetStatistics statistics, DateTimeOffset at) => connection.Execute(
        "UPDATE scale_sets SET statistics = $statistics, statistics_at = $at WHERE pool = $pool",
        ("$pool", pool),
        ("$statistics", JsonSerializer.Serialize(statistics, ScaleSetJsonContext.Default.ScaleSetStatistics)),
        ("$at", LedgerValue.FromTime(at)));

    private static ScaleSetEntry Entry(SqliteDataReader row) => new(
        row.Text("pool"),
        row.Text("place"),
        (int)row.Number("set_id"),
        row.Text("name"),
        Guid.TryParse(row.TextOrNull("session_id"), out var session) ? session : null,
        row.NumberOrNull("last_message_id"),
        row.TimeOrNull("last_message_at"),
        row.TextOrNull("statistics") is { } statistics ? JsonSerializer.Deserialize(statistics, ScaleSetJsonContext.Default.ScaleSetStatistics) : null,
        row.TimeOrNull("statistics_at"));

    private static StoredMessage Message(SqliteDataReader row) => new(
        (int)row.Number("set_id"),
        row.Number("message_id"),
        JsonSerializer.Deserialize(row.Text("jobs"), ScaleSetJsonContext.Default.ImmutableArrayScaleSetJob),
        row.Time("received_at"));

    private void Write(LeaseToken lease, Func<SqliteConnection, int> work) => database.Write(
        (connection, _) =>
        {
            LeaseRow.Require(connection, lease);
            return work(connection);
        },
        // Bookkeeping: whoever acts on it is told in another way.
        isNews: _ => false);
}
