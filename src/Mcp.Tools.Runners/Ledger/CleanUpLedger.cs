using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>
/// Clean-ups, written down before they are done: by a front end because a person wants them, or by the autoscaler's own sweep. The holder
/// of the lease carries them out and writes down how each ended. Bounded: the oldest that have ended are forgotten.
/// </summary>
internal sealed class CleanUpLedger(LedgerDatabase database)
{
    public const int Kept = 1_000;

    /// <summary>Writes down what is to be done; what is pending already is not asked for again. With a lease the write is fenced by it.</summary>
    /// <returns>How many were added.</returns>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public int Request(IReadOnlyCollection<NewCleanUp> wanted, string by, DateTimeOffset at, LeaseToken? lease) => database.Write(
        (connection, _) =>
        {
            if (lease is { } token)
            {
                LeaseRow.Require(connection, token);
            }

            var added = wanted.Sum(item => Insert(connection, item, by, at));
            connection.Execute(
                "DELETE FROM clean_ups WHERE outcome IS NOT NULL AND seq <= (SELECT MAX(seq) FROM clean_ups) - $kept", ("$kept", Kept));
            return added;
        },

        // The autoscaler's own intents need not wake it: it is about to carry them out.
        isNews: added => lease is null && added > 0);

    /// <summary>What has not ended yet, oldest first.</summary>
    public IReadOnlyList<CleanUp> Pending(int limit) => database.Read(connection => connection.List(
        "SELECT * FROM clean_ups WHERE outcome IS NULL ORDER BY seq LIMIT $limit", Row, ("$limit", Math.Max(0, limit))));

    /// <summary>The number of the newest that has not ended yet and that somebody else asked for; 0: there is none.</summary>
    public long NewestPending(string otherThan) => database.Read(connection => connection.Number(
        "SELECT MAX(seq) FROM clean_ups WHERE outcome IS NULL AND requested_by <> $by", ("$by", otherThan)));

    /// <summary>Writes down how one ended.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public void End(long sequence, CleanUpOutcome outcome, string detail, DateTimeOffset at, LeaseToken lease) => database.Write(
        (connection, _) =>
        {
            LeaseRow.Require(connection, lease);
            return connection.Execute(
                "UPDATE clean_ups SET outcome = $outcome, detail = $detail, ended_at = $at WHERE seq = $seq AND outcome IS NULL",
                ("$seq", sequence),
                ("$outcome", LedgerWord<CleanUpOutcome>.From(outcome)),
                ("$detail", detail),
                ("$at", LedgerValue.FromTime(at)));
        },
        isNews: _ => false);

    /// <summary>The last ones, newest first.</summary>
    public IReadOnlyList<CleanUp> Recent(int limit) => database.Read(connection => connection.List(
        "SELECT * FROM clean_ups ORDER BY seq DESC LIMIT $limit", Row, ("$limit", Math.Max(0, limit))));

    private static int Insert(SqliteConnection connection, NewCleanUp item, string by, DateTimeOffset at) => connection.Execute(
        """
        INSERT OR IGNORE INTO clean_ups
            (item, kind, action, name, repository, github_runner_id, container_id, runner_id, reason, requested_by, requested_at)
        VALUES ($item, $kind, $action, $name, $repository, $github, $container, $runner, $reason, $by, $at)
        """,
        ("$item", item.Item),
        ("$kind", item.Kind),
        ("$action", item.Action),
        ("$name", item.Name),
        ("$repository", item.Repository?.ToString()),
        ("$github", item.GitHubRunnerId),
        ("$container", item.ContainerId),
        ("$runner", item.RunnerId),
        ("$reason", item.Reason),
        ("$by", by),
        ("$at", LedgerValue.FromTime(at)));

    private static CleanUp Row(SqliteDataReader row) => new(
        row.Number("seq"),
        new NewCleanUp(
            row.Text("item"),
            row.Text("kind"),
            row.Text("action"),
            row.Text("name"),
            RepositoryName.TryParse(row.TextOrNull("repository"), out var repository) ? repository : null,
            row.NumberOrNull("github_runner_id"),
            row.TextOrNull("container_id"),
            row.TextOrNull("runner_id"),
            row.Text("reason")),
        row.Text("requested_by"),
        row.Time("requested_at"),
        row.TextOrNull("outcome") is { } outcome ? LedgerWord<CleanUpOutcome>.To(outcome) : null,
        row.TextOrNull("detail"),
        row.TimeOrNull("ended_at"));
}
