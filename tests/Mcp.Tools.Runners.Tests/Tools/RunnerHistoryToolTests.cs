using System.Text;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class RunnerHistoryToolTests
{
    [Fact]
    public async Task History_EachKindOfEnd_HasItsOutcomeAndReason()
    {
        await using var bench = await Bench.StartAsync();
        var served = Ended(bench, onlineAfter: 3);
        var idle = bench.Move(Online(bench, 4), RunnerState.Retiring, new() { Reason = "It was idle for more than 300 s." });
        bench.Move(bench.Move(idle, RunnerState.Finished, new() { FinishedAt = bench.Now, ExitCode = 143 }), RunnerState.Removed);
        var refused = bench.Runner(RunnerState.Failed, reason: "GitHub refused the registration.");
        bench.Move(refused, RunnerState.Removed);
        var silent = bench.Move(Started(bench), RunnerState.Retiring, new() { Reason = "It was not online on GitHub 120 s after its start." });
        bench.Move(silent, RunnerState.Removed);
        var broken = bench.Move(Started(bench), RunnerState.Finished, new() { FinishedAt = bench.Now, ExitCode = 7, Reason = "GitHub refuses its runner version as too old." });
        var unwanted = bench.Move(bench.Runner(RunnerState.Requested), RunnerState.Removed);

        var answer = await bench.AskAsync("runner_history");

        var outcomes = answer.List("runners").ToDictionary(runner => runner.Text("id")!, runner => runner.Text("outcome"), StringComparer.Ordinal);
        Assert.Equal("after_job", outcomes[served.Id]);
        Assert.Equal(("without_job", "without_job"), (outcomes[idle.Id], outcomes[unwanted.Id]));
        Assert.Equal(("failed", "failed", "failed"), (outcomes[refused.Id], outcomes[silent.Id], outcomes[broken.Id]));
        Assert.Equal("GitHub refused the registration.", answer.List("runners").Single(runner => runner.Text("id") == refused.Id).Text("reason"));
        Assert.Equal((6, 3), (answer.Number("total"), answer.Number("failed")));
        Assert.Contains(": 1 after a job, 2 without one, 3 failed.", answer.Text("summary"), StringComparison.Ordinal);
        Assert.StartsWith("get_runner with runner", answer.List("next_steps")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_Steps_AreMeasuredAndTotalsAreOverAllRowsNotThePage()
    {
        await using var bench = await Bench.StartAsync();
        foreach (var seconds in new[] { 2, 4, 6, 30 })
        {
            Ended(bench, seconds);
        }

        bench.Move(bench.Move(Started(bench), RunnerState.Retiring), RunnerState.Removed);

        var answer = await bench.AskAsync("runner_history", """{"limit":1}""");
        var second = await bench.AskAsync("runner_history", $$"""{"limit":1,"cursor":"{{answer.Text("cursor")}}"}""");

        var times = answer.GetProperty("start_to_online");
        Assert.Equal((4, 1, 5, 30), (times.Number("runners"), times.Number("never_seen_online"), times.GetProperty("median_seconds").GetDouble(), times.GetProperty("p95_seconds").GetDouble()));
        Assert.Contains("median 5 s, 95 % within 30 s (of 4 runners)", answer.Text("summary"), StringComparison.Ordinal);
        var runner = Assert.Single(second.List("runners"));
        Assert.Equal((1, 30), (runner.GetProperty("request_to_start_seconds").GetDouble(), runner.GetProperty("start_to_online_seconds").GetDouble()));
        Assert.Equal((10, 41), (runner.GetProperty("busy_seconds").GetDouble(), runner.GetProperty("life_seconds").GetDouble()));
    }

    [Fact]
    public async Task History_SinceRepositoryAndPool_LeaveTheOthersOut()
    {
        await using var bench = await Bench.StartAsync();
        var old = Ended(bench, 1);
        bench.Time.Advance(TimeSpan.FromHours(30));
        var other = Ended(bench, 1, "octo/api");
        var gpu = Ended(bench, 1, "octo/api", "gpu");
        bench.Runner(RunnerState.Busy);

        Assert.Equal([gpu.Id, other.Id], await IdsAsync("{}"));
        Assert.Equal([gpu.Id, other.Id, old.Id], await IdsAsync("""{"since":"2d"}"""));
        Assert.Equal([gpu.Id], await IdsAsync("""{"repository":"OCTO/api","pool":"gpu"}"""));
        Assert.Contains("at most 90d", await bench.RefusalAsync("runner_history", """{"since":"91d"}"""), StringComparison.Ordinal);

        async Task<string?[]> IdsAsync(string arguments) => [.. (await bench.AskAsync("runner_history", arguments)).List("runners").Select(runner => runner.Text("id"))];
    }

    [Fact]
    public async Task History_NothingEnded_SaysSoAndInventsNoNumber()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("runner_history");

        Assert.Equal("0 runners ended in the last 1 d.", answer.Text("summary"));
        Assert.False(answer.GetProperty("start_to_online").Has("median_seconds"));
        Assert.Equal(0, answer.GetProperty("start_to_online").Number("runners"));
        Assert.Empty(bench.GitHub.Requests.All);
    }

    [Fact]
    public async Task History_ManyRunners_StaysBelow25KbAndTheCursorReachesEachOnce()
    {
        await using var bench = await Bench.StartAsync();
        var rows = Enumerable.Range(0, 120).Select(_ => bench.Move(bench.Runner(RunnerState.Failed, reason: new string('é', 900)), RunnerState.Removed)).ToArray();

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var answer = await bench.AskAsync("runner_history", cursor is null ? """{"limit":100}""" : $$"""{"limit":100,"cursor":"{{cursor}}"}""");
            Assert.InRange(Encoding.UTF8.GetByteCount(answer.GetRawText()), 1, 25_000);
            Assert.Equal(120, answer.Number("total"));
            seen.AddRange(answer.List("runners").Select(runner => runner.Text("id")));
            cursor = answer.Text("cursor");
        }
        while (cursor is not null);

        Assert.Equal(rows.Select(row => row.Id).Reverse(), seen);
    }

    private static RunnerInfo Started(Bench bench, string repository = "octo/web", string pool = "default")
    {
        var row = bench.Runner(RunnerState.Created, repository, pool: pool);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        return bench.Move(row, RunnerState.Started, new() { StartedAt = bench.Now });
    }

    private static RunnerInfo Online(Bench bench, double after, string repository = "octo/web", string pool = "default")
    {
        var row = Started(bench, repository, pool);
        bench.Time.Advance(TimeSpan.FromSeconds(after));
        return bench.Move(row, RunnerState.Online);
    }

    private static RunnerInfo Ended(Bench bench, double onlineAfter, string repository = "octo/web", string pool = "default")
    {
        var row = bench.Move(Online(bench, onlineAfter, repository, pool), RunnerState.Busy, new() { BusyAt = bench.Now });
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        row = bench.Move(row, RunnerState.Finished, new() { FinishedAt = bench.Now, ExitCode = 0, Reason = "It ended after its job." });
        return bench.Move(row, RunnerState.Removed);
    }
}
