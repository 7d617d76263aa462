using Mcp.Tools.Runners.Ledger;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Counts what any process has written into the ledger since this one began, each row once and by its number, so that a collection reads only what is new.</summary>
internal sealed class LedgerEvents(LedgerDatabase database, TimeProvider time)
{
    // What is further back than this when the first collection comes was not written since this process began.
    private const int FirstLook = 5_000;

    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private readonly long _began = LedgerValue.FromTime(time.GetUtcNow());
    private readonly Dictionary<string, long> _next = [];
    private readonly RememberedIds _started = new();
    private readonly RememberedIds _completed = new();
    private long? _jobsSince;

    /// <summary>By pool and the state that was entered.</summary>
    public Tally Transitions { get; } = new();

    /// <summary>By decision and code.</summary>
    public Tally Decisions { get; } = new();

    /// <summary>By what started the pass and how well the queues were known.</summary>
    public Tally Passes { get; } = new();

    /// <summary>By how GitHub answered.</summary>
    public Tally Requests { get; } = new();

    /// <summary>By tool and outcome.</summary>
    public Tally AuditedCalls { get; } = new();

    /// <summary>By pool.</summary>
    public Tally JobsStarted { get; } = new();

    /// <summary>By pool and result.</summary>
    public Tally JobsCompleted { get; } = new();

    /// <summary>What the last reading found.</summary>
    public IReadOnlyList<JobStep> NewSteps { get; private set; } = [];

    /// <summary>How long the passes took that the last reading found.</summary>
    public IReadOnlyList<TimeSpan> NewPasses { get; private set; } = [];

    public void Read() => database.Read(connection =>
    {
        ReadNew(
            connection,
            "runner_transitions",
            "SELECT t.to_state, r.pool FROM runner_transitions AS t JOIN runners AS r ON r.id = t.runner_id WHERE t.seq > $after AND t.seq <= $last AND t.at >= $began",
            row => Transitions.Add(row.Text("pool"), LabelWord.Of(row.Text("to_state"))));
        ReadNew(
            connection,
            "decisions",
            "SELECT kind, code FROM decisions WHERE seq > $after AND seq <= $last AND first_at >= $began",
            row => Decisions.Add(LabelWord.Of(row.Text("kind")), LabelWord.Of(row.Text("code"))));
        var passes = new List<TimeSpan>();
        ReadNew(
            connection,
            "passes",
            "SELECT * FROM passes WHERE seq > $after AND seq <= $last AND started_at >= $began",
            row => Count(DecisionRow.Pass(row), passes));
        ReadNew(
            connection,
            "audit",
            "SELECT tool, outcome FROM audit WHERE seq > $after AND seq <= $last AND at >= $began",
            row => AuditedCalls.Add(LabelWord.Of(row.Text("tool")), LabelWord.Outcome(row.Text("outcome"))));
        NewPasses = passes;
        NewSteps = ReadJobs(connection);
        return true;
    });

    private void Count(PassRecord pass, List<TimeSpan> durations)
    {
        durations.Add(pass.Duration);
        Passes.Add(LabelWord.Trigger(pass.Trigger), LedgerWord<DemandQuality>.From(pass.Demand));
        Requests.Add("counted", "", Math.Max(0, pass.CountedRequests));
        Requests.Add("not_modified", "", Math.Max(0, pass.NotModified));
    }

    /// <param name="table">Ours, never from outside: it becomes part of a statement.</param>
    private void ReadNew(SqliteConnection connection, string table, string sql, Action<SqliteDataReader> count)
    {
        var last = connection.Number($"SELECT MAX(seq) FROM {table}");
        var after = _next.TryGetValue(table, out var known) ? known : Math.Max(0, last - FirstLook);
        using var command = connection.Command(sql, ("$after", after), ("$last", last), ("$began", _began));
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            count(row);
        }

        _next[table] = last;
    }

    /// <summary>Jobs are no log of events but rows that change, so those seen lately are looked at again and each is counted once.</summary>
    private List<JobStep> ReadJobs(SqliteConnection connection)
    {
        var now = LedgerValue.FromTime(time.GetUtcNow());
        var steps = new List<JobStep>();
        using var command = connection.Command(
            """
            SELECT j.id, j.created_at, j.started_at, j.completed_at, j.conclusion, j.status, r.pool
            FROM jobs AS j JOIN runners AS r ON r.name = j.runner_name WHERE j.last_seen_at >= $since
            """,
            ("$since", _jobsSince ?? _began));
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var (id, pool, created, started) = (row.Number("id"), row.Text("pool"), row.Number("created_at"), row.NumberOrNull("started_at"));
            if (started >= _began && _started.Add(id))
            {
                JobsStarted.Add(pool, "");
                steps.Add(new(pool, Between(created, started.Value), Result: null));
            }

            if (row.NumberOrNull("completed_at") is { } completed && completed >= _began && row.Text("status") == "completed" && _completed.Add(id))
            {
                var result = LabelWord.Result(row.TextOrNull("conclusion"));
                JobsCompleted.Add(pool, result);
                steps.Add(new(pool, Between(started ?? completed, completed), result));
            }
        }

        _jobsSince = Math.Max(_began, now - (long)Overlap.TotalMilliseconds);
        return steps;
    }

    private static TimeSpan Between(long from, long until) => TimeSpan.FromMilliseconds(Math.Max(0, until - from));
}
