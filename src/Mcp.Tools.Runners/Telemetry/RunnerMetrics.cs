using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>
/// The metrics, as instruments of the meter <see cref="MeterName"/>. They are told from the ledger whenever they are collected, so that any
/// process that shares it has them. What is unknown is absent, never zero.
/// </summary>
public sealed class RunnerMetrics : IDisposable
{
    /// <summary>The meter to collect.</summary>
    public const string MeterName = "Mcp.Tools.Runners";

    private const string Pool = "pool";

    // 0 or 1. The unit "1" would make an exporter call it a ratio.
    private const string Flag = "{flag}";

    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 21600, 86400],
    };

    private static readonly InstrumentAdvice<double> PassDurations = new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };

    private readonly Lazy<MetricReader> _reader;
    private readonly Histogram<double> _startup;
    private readonly Histogram<double> _execution;
    private readonly Histogram<double> _pass;
    private readonly Counter<long> _toolCalls;
    private LedgerEvents? _events;

    internal RunnerMetrics(Lazy<MetricReader> reader)
    {
        _reader = reader;
        Meter = new Meter(MeterName);
        _startup = Meter.CreateHistogram("gha_job_startup_duration_seconds", "s", "Time from a job's being queued to its start on a runner of the pool.", null, Durations);
        _execution = Meter.CreateHistogram("gha_job_execution_duration_seconds", "s", "Time that jobs ran on runners of the pool.", null, Durations);
        _pass = Meter.CreateHistogram("mcp_runners_pass_duration_seconds", "s", "Time that passes of the autoscaler took.", null, PassDurations);
        _toolCalls = Meter.CreateCounter<long>("mcp_runners_tool_calls_total", "{call}", "Calls of tools that this process has answered.");
        AddPools();
        AddQueue();
        AddCounted();
        AddSources();
        AddParts();
    }

    internal Meter Meter { get; }

    /// <summary>Counts a call of a tool; a host calls it, because only that sees all tools.</summary>
    /// <param name="tool">The tool's name, one of a bounded list.</param>
    /// <param name="failed">Whether the answer was an error.</param>
    public void CountToolCall(string tool, bool failed) => _toolCalls.Add(1, new("tool", tool), new("outcome", failed ? "error" : "ok"));

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private void AddPools()
    {
        PoolGauge("gha_assigned_jobs", "{job}", "Jobs that need a runner of the pool, running ones included.", pool => pool.Assigned);
        PoolGauge("gha_running_jobs", "{job}", "Jobs that run on runners of the pool.", pool => pool.Running);
        PoolGauge("gha_registered_runners", "{runner}", "Runners of the pool that are registered at GitHub.", pool => pool.Registered);
        PoolGauge("gha_busy_runners", "{runner}", "Registered runners of the pool that run a job.", pool => pool.Busy);
        PoolGauge("gha_idle_runners", "{runner}", "Registered runners of the pool that wait for a job.", pool => pool.Idle);
        PoolGauge("gha_min_runners", "{runner}", "Runners that the pool keeps ready.", pool => pool.Min);
        PoolGauge("gha_max_runners", "{runner}", "Runners that the pool may have at once.", pool => pool.Max);
        PoolGauge("gha_desired_runners", "{runner}", "Runners that the pool should have by its jobs and limits.", pool => pool.Desired);
    }

    private void AddQueue()
    {
        Gauge("mcp_runners_waiting_jobs", "{job}", "Waiting jobs by pool, decision and reason code.", snapshot => snapshot.Status.WaitingJobs is null ? [] :
            from queue in snapshot.Status.Queues
            group queue.Jobs by (queue.Pool, queue.Decision, queue.Code) into same
            select Value(same.Sum(), (Pool, same.Key.Pool ?? ""), ("decision", LabelWord.Of(same.Key.Decision)), ("reason", LabelWord.Of(same.Key.Code))));
        Gauge("mcp_runners_oldest_wait_seconds", "s", "How long the job of the pool waits that waits longest.", snapshot => snapshot.Status.WaitingJobs is null ? [] :
            from queue in snapshot.Status.Queues
            group queue.OldestWaitSeconds by queue.Pool into same
            select Value(same.Max(), (Pool, same.Key ?? "")));
        Gauge("mcp_runners_runners", "{runner}", "Runners by pool and state.", snapshot =>
            from runner in snapshot.Situation.Fleet
            group runner by (runner.Pool, runner.State) into same
            select Value(same.Count(), (Pool, same.Key.Pool), ("state", LedgerWord<RunnerState>.From(same.Key.State))));
        One("mcp_runners_capacity", "{runner}", "Runners that this host may have at once, all pools together.", snapshot => snapshot.Situation.MaxRunners);
        Gauge("mcp_runners_launch_failures", "{failure}", "Starts that failed in a row and hold the pool back, by the last failure's code.", snapshot =>
            from breaker in snapshot.Situation.Breakers
            group breaker.Failures by (breaker.Pool, breaker.Code) into same
            select Value(same.Sum(), (Pool, same.Key.Pool), ("code", LabelWord.Of(same.Key.Code))));
        One("mcp_runners_drifted_runners", "{runner}", "Runners whose containers are not as they were created.", snapshot => snapshot.Situation.Drift.Length);
        Gauge("mcp_runners_image_age_seconds", "s", "Age of the pool's image.", snapshot =>
            from image in ImageReading.Of(snapshot.Situation)
            where image.AgeSeconds is not null
            select Value(image.AgeSeconds!.Value, (Pool, image.Pool)));
    }

    private void AddCounted()
    {
        Counter("gha_started_jobs_total", "{job}", "Jobs that began on runners of the pool since this process did.", events => events.JobsStarted, "name");
        Counter("gha_completed_jobs_total", "{job}", "Jobs that ended on runners of the pool since this process began.", events => events.JobsCompleted, "name", "job_result");
        Counter("mcp_runners_transitions_total", "{transition}", "Runners that entered a state since this process began; 'failed' counts failed starts.", events => events.Transitions, Pool, "state");
        Counter("mcp_runners_decisions_total", "{decision}", "New decisions about jobs since this process began.", events => events.Decisions, "decision", "reason");
        Counter("mcp_runners_passes_total", "{pass}", "Passes of the autoscaler since this process began, by what started them and how well the queues were known.", events => events.Passes, "trigger", "demand");
        Counter("mcp_runners_github_requests_total", "{request}", "Requests that passes made to GitHub since this process began: counted against the budget, or answered 304, which is free.", events => events.Requests, "answer");
        Counter("mcp_runners_writing_tool_calls_total", "{call}", "Calls of tools that change something since this process began, by all processes, as the audit has them.", events => events.AuditedCalls, "tool", "outcome");
    }

    private void AddSources()
    {
        One("mcp_runners_github_not_modified_ratio", "1", "Share of the autoscaler's requests that GitHub answered 304.", snapshot => snapshot.Status.GithubBudget.NotModifiedShare);
        Gauge("mcp_runners_github_budget_remaining", "{request}", "Requests that are left until the budget's reset.", snapshot =>
            Budgets(snapshot.Situation).Where(named => named.Budget.Remaining is not null).Select(named => Value(named.Budget.Remaining!.Value, ("credential", named.Name))));
        Gauge("mcp_runners_github_budget_limit", "{request}", "Requests that the budget has in all.", snapshot =>
            Budgets(snapshot.Situation).Where(named => named.Budget.Limit is not null).Select(named => Value(named.Budget.Limit!.Value, ("credential", named.Name))));
        One("mcp_runners_demand_age_seconds", "s", "Time since the queues were read.", snapshot => Age(snapshot, snapshot.Situation.Demand?.AsOf));
        One("mcp_runners_webhook_lag_seconds", "s", "Median time from an event on GitHub to its receipt here.", snapshot =>
            snapshot.Situation.Sources?.Sources.FirstOrDefault(source => source.Name == MergedDemand.Webhooks)?.LagMilliseconds / 1000.0);
        Meter.CreateObservableCounter(
            "mcp_runners_webhook_deliveries_total",
            () => Read("mcp_runners_webhook_deliveries_total", snapshot => snapshot.Deliveries.Select(entry => Value(entry.Value, ("outcome", LedgerWord<WebhookOutcome>.From(entry.Key))))),
            "{delivery}",
            "Webhook deliveries since the ledger was made, by what became of them.");
    }

    private void AddParts()
    {
        Meter.CreateObservableGauge(
            "mcp_runners_ledger_up", () => Snapshot("mcp_runners_ledger_up") is null ? 0.0 : 1.0, Flag, "Whether the ledger can be read; where it cannot, all that comes from it is absent.");
        One("mcp_runners_lease_live", Flag, "Whether an autoscaler is alive.", snapshot => snapshot.Situation.AutoscalerLives ? 1 : 0);
        One("mcp_runners_lease_age_seconds", "s", "Time since the lease was renewed.", snapshot => Age(snapshot, snapshot.Situation.Lease?.RenewedAt));
        One("mcp_runners_paused", Flag, "Whether somebody has paused the autoscaler.", snapshot => snapshot.Situation.Control?.Paused == true ? 1 : 0);
        One("mcp_runners_engine_up", Flag, "Whether the engine answered the autoscaler.", snapshot => snapshot.Situation.Engine is { } engine ? engine.Available ? 1 : 0 : null);
        One("mcp_runners_engine_age_seconds", "s", "Time since the engine was asked.", snapshot => Age(snapshot, snapshot.Situation.Engine?.AsOf));
    }

    private void PoolGauge(string name, string unit, string help, Func<PoolNumbers, double?> number) => Gauge(name, unit, help, snapshot =>
        PoolNumbers.Of(snapshot).Where(pool => number(pool) is not null).Select(pool => Value(number(pool)!.Value, ("name", pool.Pool))));

    private void One(string name, string unit, string help, Func<MetricSnapshot, double?> number) =>
        Gauge(name, unit, help, snapshot => number(snapshot) is { } value ? [Value(value)] : []);

    private void Gauge(string name, string unit, string help, Func<MetricSnapshot, IEnumerable<Measurement<double>>> values) =>
        Meter.CreateObservableGauge(name, () => Read(name, values), unit, help);

    private void Counter(string name, string unit, string help, Func<LedgerEvents, Tally> tally, params string[] labels) =>
        Meter.CreateObservableCounter(
            name,
            () => Read(name, _ => _events is null ? [] : tally(_events).All.Select(entry => labels.Length > 1
                ? Value(entry.Count, (labels[0], entry.First), (labels[1], entry.Second))
                : Value(entry.Count, (labels[0], entry.First)))),
            unit,
            help);

    private MetricSnapshot? Snapshot(string instrument) => _reader.Value.For(instrument, Count);

    private List<Measurement<double>> Read(string instrument, Func<MetricSnapshot, IEnumerable<Measurement<double>>> values) =>
        Snapshot(instrument) is { } snapshot ? [.. values(snapshot)] : [];

    private void Count(LedgerEvents events)
    {
        _events = events;
        foreach (var step in events.NewSteps)
        {
            if (step.Result is { } result)
            {
                _execution.Record(step.Took.TotalSeconds, new("name", step.Pool), new("job_result", result));
            }
            else
            {
                _startup.Record(step.Took.TotalSeconds, new KeyValuePair<string, object?>("name", step.Pool));
            }
        }

        foreach (var took in events.NewPasses)
        {
            _pass.Record(took.TotalSeconds);
        }
    }

    private static ImmutableArray<NamedBudget> Budgets(Situation situation) => situation switch
    {
        { Budgets.IsEmpty: false } => situation.Budgets,
        { Budget: { } budget } => [new NamedBudget("default", budget)],
        _ => [],
    };

    private static double? Age(MetricSnapshot snapshot, DateTimeOffset? at) => at is { } seen ? Math.Max(0, (snapshot.Situation.Now - seen).TotalSeconds) : null;

    private static Measurement<double> Value(double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var tags = new KeyValuePair<string, object?>[labels.Length];
        for (var at = 0; at < labels.Length; at++)
        {
            tags[at] = new(labels[at].Name, labels[at].Value);
        }

        return new(value, tags);
    }
}
