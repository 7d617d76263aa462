using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The runners: intents, written before anything of them exists, and what became of them.</summary>
internal sealed class RunnerLedger(LedgerDatabase database, TimeProvider time)
{
    // Each half is bounded before anything is looked up for its rows, by the index that its condition names literally.
    internal const string Ended = $"""
        SELECT ended.*,
            (SELECT MIN(at) FROM runner_transitions WHERE runner_id = ended.id AND to_state IN ('online', 'busy')) AS online_at,
            (SELECT MAX(at) FROM runner_transitions WHERE runner_id = ended.id AND to_state = 'retiring') AS retired_at,
            (SELECT MAX(at) FROM runner_transitions WHERE runner_id = ended.id AND to_state IN ('failed', 'quarantined')) AS failed_at
        FROM (
            SELECT * FROM (
                {RunnerRow.Select} WHERE state = 'removed' AND state_since >= $since
                    AND ($repository IS NULL OR repository = $repository) AND ($pool IS NULL OR pool = $pool)
                ORDER BY state_since DESC, id DESC LIMIT $limit)
            UNION ALL
            SELECT * FROM (
                {RunnerRow.Select} WHERE state <> 'removed' AND state IN ('finished', 'failed') AND state_since >= $since
                    AND ($repository IS NULL OR repository = $repository) AND ($pool IS NULL OR pool = $pool)
                ORDER BY id DESC LIMIT $limit)) AS ended
        ORDER BY state_since DESC, id DESC LIMIT $limit
        """;

    /// <summary>Writes a new row. With a lease the write is fenced by it; without (a front end's intent) only <see cref="RunnerState.Requested"/> is allowed.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public RunnerInfo Insert(NewRunner runner, LeaseToken? lease)
    {
        if (lease is null && runner.State != RunnerState.Requested)
        {
            throw new ArgumentException($"Without the lease a runner can only be requested, not {runner.State}.", nameof(runner));
        }

        // Read before the transaction: it is a read on another connection.
        var controller = database.ControllerId[..8];
        return database.Write((connection, _) =>
        {
            if (lease is { } token)
            {
                LeaseRow.Require(connection, token);
            }

            return Add(connection, runner, controller, lease, time.GetUtcNow());
        });
    }

    /// <summary>Moves a row on and writes its history; null if it is not in <paramref name="expected"/> any more.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public RunnerInfo? TryAdvance(string id, RunnerState expected, RunnerState next, RunnerChange change, LeaseToken lease) => database.Write(
        (connection, _) =>
        {
            LeaseRow.Require(connection, lease);
            return Advance(connection, id, expected, next, change, lease, time.GetUtcNow());
        },
        isNews: runner => runner is not null);

    /// <summary>As <see cref="TryAdvance"/>, and writes a request for another runner of the same kind in the same transaction; null if the row is not in <paramref name="expected"/> any more.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public (RunnerInfo Moved, RunnerInfo Successor)? TryReplace(string id, RunnerState expected, RunnerState next, RunnerChange change, LeaseToken lease)
    {
        var controller = database.ControllerId[..8];
        return database.Write<(RunnerInfo Moved, RunnerInfo Successor)?>(
            (connection, _) =>
            {
                LeaseRow.Require(connection, lease);
                var now = time.GetUtcNow();
                if (Advance(connection, id, expected, next, change, lease, now) is not { } moved)
                {
                    return null;
                }

                var successor = new NewRunner(
                    moved.Pool, moved.Repository, moved.Labels, moved.RequestedBy, ForJobId: null, RunnerState.Requested, $"In place of {moved.Name}. {change.Reason}");
                return (moved, Add(connection, successor, controller, lease, now));
            },
            isNews: replaced => replaced is not null);
    }

    /// <summary>Adds what was learned without a change of state; null if there is no such row.</summary>
    /// <exception cref="LeaseLostException">Another process holds the lease.</exception>
    public RunnerInfo? Update(string id, RunnerChange change, LeaseToken lease) => database.Write(
        (connection, _) =>
        {
            LeaseRow.Require(connection, lease);
            var before = Find(connection, id);
            Learn(connection, id, change);
            return (Before: before, After: Find(connection, id));
        },
        isNews: runner => runner.Before is { } before && before with { Labels = runner.After!.Labels } != runner.After).After;

    /// <summary>Writes down that a runner is to stop; a front end may do so. Null: there is no such runner, or it is removed.</summary>
    public RunnerInfo? RequestStop(string id, string by) => database.Write(
        (connection, _) => connection.Execute(
            "UPDATE runners SET stop_requested_by = $by WHERE id = $id AND state <> 'removed'", ("$id", id), ("$by", by)) == 0 ? null : Find(connection, id),
        isNews: runner => runner is not null);

    public RunnerInfo? Get(string id) => database.Read(connection => Find(connection, id));

    public RunnerInfo? FindByName(string name) =>
        database.Read(connection => connection.First(RunnerRow.Select + " WHERE name = $name", RunnerRow.Runner, ("$name", name)));

    /// <summary>All rows that are not removed, oldest first.</summary>
    public IReadOnlyList<RunnerInfo> ListOpen() =>
        database.Read(connection => connection.List(RunnerRow.Select + " WHERE state <> 'removed' ORDER BY id", RunnerRow.Runner));

    /// <summary>Rows removed at or after a moment (their credit against an older reading of the queue), oldest first.</summary>
    public IReadOnlyList<RunnerInfo> ListRemovedSince(DateTimeOffset since) => database.Read(connection => connection.List(
        RunnerRow.Select + " WHERE state = 'removed' AND state_since >= $since ORDER BY state_since, id",
        RunnerRow.Runner,
        ("$since", LedgerValue.FromTime(since))));

    /// <summary>Newest first, bounded; <paramref name="beforeId"/> continues. Includes removed ones.</summary>
    public IReadOnlyList<RunnerInfo> ListRecent(int limit, string? beforeId) => database.Read(connection => connection.List(
        RunnerRow.Select + " WHERE id < $before ORDER BY id DESC LIMIT $limit",
        RunnerRow.Runner,
        ("$before", beforeId ?? "~"), // "~" sorts after every id
        ("$limit", Math.Max(0, limit))));

    /// <summary>Rows whose runner has ended (removed, or about to be) and that last changed at or after a moment, newest first, bounded.</summary>
    public IReadOnlyList<EndedRunner> ListEnded(DateTimeOffset since, RepositoryName? repository, string? pool, int limit) => database.Read(connection => connection.List(
        Ended,
        RunnerRow.Ended,
        ("$since", LedgerValue.FromTime(since)),
        ("$repository", repository?.ToString()),
        ("$pool", pool),
        ("$limit", Math.Max(0, limit))));

    /// <summary>The steps of a runner's life, oldest first.</summary>
    public IReadOnlyList<RunnerTransition> ListTransitions(string id) => database.Read(connection => connection.List(
        "SELECT * FROM runner_transitions WHERE runner_id = $id ORDER BY seq", RunnerRow.Transition, ("$id", id)));

    private static RunnerInfo? Find(SqliteConnection connection, string id) =>
        connection.First(RunnerRow.Select + " WHERE id = $id", RunnerRow.Runner, ("$id", id));

    private static RunnerInfo Add(SqliteConnection connection, NewRunner runner, string controller, LeaseToken? lease, DateTimeOffset now)
    {
        var id = RunnerId.Next(now, RandomNumberGenerator.GetInt32(int.MaxValue), connection.Text("SELECT MAX(id) FROM runners"));
        connection.Execute(
            """
            INSERT INTO runners (id, name, pool, repository, labels, state, requested_by, requested_for_job_id, requested_at, state_since, reason, scale_set_id)
            VALUES ($id, $name, $pool, $repository, $labels, $state, $by, $for, $now, $now, $reason, $set)
            """,
            ("$id", id),
            ("$name", $"mcp-{controller}-{id}"),
            ("$pool", runner.Pool),
            ("$repository", runner.Repository.ToString()),
            ("$labels", LedgerValue.FromList(runner.Labels)),
            ("$state", LedgerWord<RunnerState>.From(runner.State)),
            ("$by", runner.RequestedBy),
            ("$for", runner.ForJobId),
            ("$now", LedgerValue.FromTime(now)),
            ("$reason", runner.Reason),
            ("$set", runner.ScaleSetId));
        Remember(connection, id, null, runner.State, runner.Reason, lease, now);
        return Find(connection, id)!;
    }

    private static RunnerInfo? Advance(
        SqliteConnection connection, string id, RunnerState expected, RunnerState next, RunnerChange change, LeaseToken lease, DateTimeOffset now)
    {
        var moved = connection.Execute(
            "UPDATE runners SET state = $next, state_since = $now WHERE id = $id AND state = $expected",
            ("$id", id),
            ("$expected", LedgerWord<RunnerState>.From(expected)),
            ("$next", LedgerWord<RunnerState>.From(next)),
            ("$now", LedgerValue.FromTime(now)));
        if (moved == 0)
        {
            return null;
        }

        Learn(connection, id, change);
        Remember(connection, id, expected, next, change.Reason, lease, now);
        return Find(connection, id);
    }

    private static void Learn(SqliteConnection connection, string id, RunnerChange change) => connection.Execute(
        """
        UPDATE runners SET
            github_runner_id = COALESCE($github, github_runner_id),
            container_id = COALESCE($container, container_id),
            scale_set_id = COALESCE($set, scale_set_id),
            job_id = COALESCE($job, job_id),
            started_at = COALESCE($started, started_at),
            busy_at = COALESCE($busy, busy_at),
            finished_at = COALESCE($finished, finished_at),
            exit_code = COALESCE($exit, exit_code),
            reason = COALESCE($reason, reason),
            log_tail = COALESCE($log, log_tail)
        WHERE id = $id
        """,
        ("$id", id),
        ("$github", change.GitHubRunnerId),
        ("$container", change.ContainerId),
        ("$set", change.ScaleSetId),
        ("$job", change.JobId),
        ("$started", LedgerValue.FromTime(change.StartedAt)),
        ("$busy", LedgerValue.FromTime(change.BusyAt)),
        ("$finished", LedgerValue.FromTime(change.FinishedAt)),
        ("$exit", change.ExitCode),
        ("$reason", change.Reason),
        ("$log", change.LogTail));

    private static void Remember(
        SqliteConnection connection, string id, RunnerState? from, RunnerState to, string? reason, LeaseToken? lease, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO runner_transitions (runner_id, at, from_state, to_state, reason, epoch)
        VALUES ($id, $at, $from, $to, $reason, $epoch)
        """,
        ("$id", id),
        ("$at", LedgerValue.FromTime(now)),
        ("$from", from is { } state ? LedgerWord<RunnerState>.From(state) : null),
        ("$to", LedgerWord<RunnerState>.From(to)),
        ("$reason", reason),
        ("$epoch", lease?.Epoch));
}
