using System.Diagnostics.Metrics;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Telemetry;
using Mcp.Tools.Runners.Tests.Tools;

namespace Mcp.Tools.Runners.Tests.Telemetry;

public sealed class RunnerMetricsTests
{
    [Fact]
    public async Task Collect_LedgerNeverUsed_LeavesOutWhatIsUnknown()
    {
        await using var bench = await Bench.StartAsync();
        using var metrics = new Collection(bench);

        var lines = metrics.Collect();

        Assert.Contains("mcp_runners_ledger_up{} 1", lines);
        Assert.Contains("mcp_runners_lease_live{} 0", lines);
        Assert.Contains("gha_busy_runners{name=default} 0", lines);
        foreach (var unknown in new[] { "gha_assigned_jobs", "gha_desired_runners", "mcp_runners_waiting_jobs", "mcp_runners_engine_up", "mcp_runners_lease_age_seconds", "mcp_runners_github_budget_remaining" })
        {
            Assert.DoesNotContain(lines, line => line.StartsWith(unknown + "{", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Collect_JobsWaitAndRun_HasArcsNumbersAndReasons()
    {
        await using var bench = await Bench.StartAsync();
        using var metrics = new Collection(bench);
        var waiting = bench.Queue();
        var hosted = bench.Queue(labels: "ubuntu-latest");
        var busy = bench.Runner(RunnerState.Busy);
        bench.Runner(RunnerState.Online, "octo/api");
        bench.Time.Advance(TimeSpan.FromSeconds(20));
        var running = bench.Queue() with { Status = JobStatus.InProgress, StartedAt = bench.Now, RunnerName = busy.Name, CreatedAt = bench.Now.AddSeconds(-12) };
        bench.Pass([waiting, hosted, running], [bench.Decide(waiting, DecisionKind.Wait, "host_cap", "4 of 4 runners are in use.")]);
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        var lines = metrics.Collect();

        Assert.Contains("gha_assigned_jobs{name=default} 2", lines);
        Assert.Contains("gha_running_jobs{name=default} 1", lines);
        Assert.Contains("gha_desired_runners{name=default} 2", lines);
        Assert.Contains("gha_registered_runners{name=default} 2", lines);
        Assert.Contains("gha_busy_runners{name=default} 1", lines);
        Assert.Contains("gha_idle_runners{name=default} 1", lines);
        Assert.Contains("gha_max_runners{name=default} 4", lines);
        Assert.Contains("gha_started_jobs_total{name=default} 1", lines);
        Assert.Contains("gha_job_startup_duration_seconds{name=default} 12", lines);
        Assert.Contains("mcp_runners_waiting_jobs{pool=default,decision=wait,reason=host_cap} 1", lines);
        Assert.Contains("mcp_runners_waiting_jobs{pool=,decision=undecided,reason=hosted_label} 1", lines);
        Assert.Contains("mcp_runners_oldest_wait_seconds{pool=default} 25", lines);
        Assert.Contains("mcp_runners_decisions_total{decision=wait,reason=host_cap} 1", lines);
        Assert.Contains("mcp_runners_transitions_total{pool=default,state=busy} 1", lines);
        Assert.Contains("mcp_runners_github_requests_total{answer=not_modified} 6", lines);
        Assert.Contains("mcp_runners_pass_duration_seconds{} 0.12", lines);
        Assert.Contains("mcp_runners_github_budget_remaining{credential=default} 4990", lines);
        Assert.Contains("mcp_runners_github_not_modified_ratio{} 0.667", lines);
        Assert.Contains("mcp_runners_demand_age_seconds{} 5", lines);
        Assert.Contains("mcp_runners_engine_up{} 1", lines);
    }

    [Fact]
    public async Task Collect_JobEnds_CountsItOnceAndShowsTheNewState()
    {
        await using var bench = await Bench.StartAsync();
        using var metrics = new Collection(bench);
        var runner = bench.Runner(RunnerState.Busy);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var job = bench.Queue() with { Status = JobStatus.InProgress, StartedAt = bench.Now, RunnerName = runner.Name };
        bench.Pass([job]);
        Assert.Contains("gha_running_jobs{name=default} 1", metrics.Collect());

        bench.Time.Advance(TimeSpan.FromSeconds(90));
        bench.Move(runner, RunnerState.Finished);
        bench.Pass([job with { Status = JobStatus.Completed, CompletedAt = bench.Now, Conclusion = "failure" }]);
        var ended = metrics.Collect();
        var again = metrics.Collect();

        Assert.Contains("gha_job_execution_duration_seconds{name=default,job_result=failure} 90", ended);
        Assert.Contains("gha_running_jobs{name=default} 0", ended);
        Assert.DoesNotContain(again, line => line.StartsWith("gha_job_", StringComparison.Ordinal));
        Assert.Contains("gha_started_jobs_total{name=default} 1", again);
        Assert.Contains("gha_completed_jobs_total{name=default,job_result=failure} 1", again);
        Assert.Contains("mcp_runners_passes_total{trigger=interval,demand=complete} 2", again);
    }

    [Fact]
    public async Task Collect_WritingToolRefused_IsCountedByToolAndOutcome()
    {
        await using var bench = await Bench.StartAsync();
        using var metrics = new Collection(bench);
        await bench.RefusalAsync("launch_runner", """{"repository":"octo/web","confirm":true}""");

        Assert.Contains("mcp_runners_writing_tool_calls_total{tool=launch_runner,outcome=refused} 1", metrics.Collect());
    }

    [Fact]
    public async Task Collect_SeriesThatIsOver_IsGone()
    {
        await using var bench = await Bench.StartAsync();
        using var metrics = new Collection(bench);
        var runner = bench.Runner(RunnerState.Online);
        Assert.Contains("mcp_runners_runners{pool=default,state=online} 1", metrics.Collect());

        bench.Move(runner, RunnerState.Removed);

        Assert.DoesNotContain(metrics.Collect(), line => line.StartsWith("mcp_runners_runners{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Collect_LedgerIsNoLedger_SaysSoAndNothingElse()
    {
        await using var bench = await Bench.StartAsync(options => options.LedgerPath = typeof(RunnerMetricsTests).Assembly.Location);
        using var metrics = new Collection(bench);

        Assert.Equal(["mcp_runners_ledger_up{} 0"], metrics.Collect());
    }

    [Theory]
    [InlineData("engine", "engine")]
    [InlineData("scale set", "scale_set")]
    [InlineData("doorbell, engine", "several")]
    [InlineData("Robert'); DROP", "other")]
    public void Trigger_Any_IsABoundedWord(string trigger, string expected) => Assert.Equal(expected, LabelWord.Trigger(trigger));

    [Fact]
    public async Task Instruments_Each_StandInTheDocumentationWithTypeAndUnit()
    {
        await using var bench = await Bench.StartAsync();
        using var metrics = new Collection(bench);
        var documented = File.ReadAllLines(Path.Combine(Snapshot.Repository, "docs/metrics.md"))
            .Where(line => line.StartsWith("| `gha_", StringComparison.Ordinal) || line.StartsWith("| `mcp_runners_", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => $"{cells[1].Trim('`')} {cells[2]} {cells[3]}");

        Assert.All(metrics.Instruments, instrument => Assert.False(string.IsNullOrEmpty(instrument.Description)));
        Assert.Equal(metrics.Instruments.Select(instrument => $"{instrument.Name} {Kind(instrument)} {Unit(instrument.Unit)}").Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static string Kind(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        ObservableGauge<double> => "gauge",
        _ => "counter",
    };

    private static string Unit(string? unit) => unit switch
    {
        "s" => "seconds",
        "1" => "ratio",
        "{flag}" => "0 or 1",
        "{pass}" => "passes",
        "{delivery}" => "deliveries",
        _ => unit!.Trim('{', '}') + "s",
    };
}
