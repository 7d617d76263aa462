using System.Net;

namespace GitHubSimulator.Tests;

public sealed class RunOperationsTests
{
    private const string R = $"repos/{TestSimulator.Repository}/actions";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("status=queued", 1)]
    [InlineData("status=in_progress", 0)]
    [InlineData("status=completed", 1)]
    [InlineData("status=failure", 1)]
    [InlineData("status=success", 0)]
    [InlineData("branch=main&event=push", 2)]
    [InlineData("branch=other", 0)]
    [InlineData("created=%3E%3D2026-01-15T11:00:00Z", 1)]
    [InlineData("created=%3E=2026-01-01T00:00:00Z", 2)]
    [InlineData("created=2026-01-14..2026-01-15", 2)]
    [InlineData("created=%3C2026-01-15T11:00:00Z", 1)]
    public async Task List_WithAFilter_GivesOnlyWhatMeetsIt(string query, int expected)
    {
        await using var simulator = await TestSimulator.StartAsync();
        AddFailed(simulator);
        simulator.Queue();

        var body = await simulator.JsonAsync($"{R}/runs?{query}");

        Assert.Equal(expected, (int)body["total_count"]!);
    }

    [Fact]
    public async Task Logs_OfACompletedJob_AreBehindASignedAddress()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = AddFailed(simulator);
        using var redirect = await simulator.GetAsync($"{R}/jobs/{run.JobIds[0]}/logs");
        var location = redirect.Headers.Location!;
        using var anonymous = simulator.CreateClient(null);

        var log = await anonymous.GetStringAsync(location, Cancelled);
        using var forged = await anonymous.GetAsync(new Uri(location + "0"), Cancelled);
        simulator.Time.Advance(TimeSpan.FromMinutes(2));
        using var late = await anonymous.GetAsync(location, Cancelled);

        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        Assert.Contains("2026-01-15T10:00:00.0000000Z ##[error]no rule to make target", log, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [forged.StatusCode, late.StatusCode]);
    }

    [Fact]
    public async Task Logs_OfAQueuedJob_Are404()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue();

        using var response = await simulator.GetAsync($"{R}/jobs/{run.JobIds[0]}/logs");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Logs_AfterTheRetention_Are410()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = AddFailed(simulator);
        Assert.True(simulator.World.ExpireLog(run.JobIds[0]));

        using var response = await simulator.GetAsync($"{R}/jobs/{run.JobIds[0]}/logs");

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
    }

    [Fact]
    public async Task Logs_WithFiller_HaveItBetweenTheGroupsAndWhatTheJobPrints()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = AddFailed(simulator, TestSimulator.SelfHosted("noisy") with { FillerBytes = 200_000, Log = "printed by the job" });
        using var redirect = await simulator.GetAsync($"{R}/jobs/{run.JobIds.Single(id => simulator.World.Snapshot().Jobs[id].Plan.Name == "noisy")}/logs");
        using var anonymous = simulator.CreateClient(null);

        var lines = (await anonymous.GetStringAsync(redirect.Headers.Location!, Cancelled)).Split('\n');

        Assert.InRange(lines.Sum(line => line.Length), 200_000, 300_000);
        var printed = Array.FindIndex(lines, line => line.EndsWith("printed by the job", StringComparison.Ordinal));
        Assert.Contains("compiling module", lines[printed - 1], StringComparison.Ordinal);
        Assert.EndsWith("Z ##[group]Run noisy", lines[5], StringComparison.Ordinal);
        Assert.EndsWith("Z Cleaning up orphan processes", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RerunFailed_OfAFailedRun_QueuesOnlyTheFailedJobsAgain()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = AddFailed(simulator, TestSimulator.SelfHosted("lint"));

        using var accepted = await simulator.PostAsync($"{R}/runs/{run.Id}/rerun-failed-jobs");
        using var again = await simulator.PostAsync($"{R}/runs/{run.Id}/rerun-failed-jobs");
        var latest = (await simulator.JsonAsync($"{R}/runs/{run.Id}/jobs"))["jobs"]!.AsArray();
        var all = (await simulator.JsonAsync($"{R}/runs/{run.Id}/jobs?filter=all"))["jobs"]!.AsArray();
        var body = await simulator.JsonAsync($"{R}/runs/{run.Id}");

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Forbidden], [accepted.StatusCode, again.StatusCode]);
        Assert.Equal(["completed", "queued"], latest.Select(job => (string)job!["status"]!));
        Assert.Equal(4, all.Count);
        Assert.Equal(2, (int)body["run_attempt"]!);
        Assert.Equal("queued", (string)body["status"]!);
    }

    [Fact]
    public async Task Cancel_OfAQueuedRun_CompletesItWithoutARunner()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue();

        using var response = await simulator.PostAsync($"{R}/runs/{run.Id}/cancel");
        var job = await simulator.JsonAsync($"{R}/jobs/{run.JobIds[0]}");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("cancelled", (string)job["conclusion"]!);
        Assert.Null(job["runner_id"]);
        Assert.Empty(job["steps"]!.AsArray());
    }

    [Fact]
    public async Task Jobs_OfAFailedRun_NameTheFailedStep()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = AddFailed(simulator);

        var job = await simulator.JsonAsync($"{R}/jobs/{run.JobIds[0]}");

        var failed = job["steps"]!.AsArray().Single(step => (string?)step!["conclusion"] == "failure")!;
        Assert.Equal("Run make", (string)failed["name"]!);
    }

    private static SimulatedRun AddFailed(TestSimulator simulator, params JobPlan[] others)
    {
        var now = simulator.Time.GetUtcNow();
        var failing = TestSimulator.SelfHosted() with
        {
            Conclusion = "failure",
            FailingStep = "Run make",
            Log = "make\n##[error]no rule to make target",
        };
        return simulator.World.AddCompletedRun(
            TestSimulator.Repository, "CI", ".github/workflows/ci.yml", "failure", now.AddHours(-2), now.AddHours(-1), [.. others, failing]);
    }
}
