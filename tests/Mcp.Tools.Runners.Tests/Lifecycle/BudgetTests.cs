using System.Globalization;
using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Tools;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>What an hour of polling costs, by the simulator's own count.</summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    private const int Repositories = 200;
    private static readonly string[] Elsewhere = ["self-hosted", "elsewhere"];

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"octocat/repository-{number}");

    private static void AddRepositories(AutoscalerBench bench, int count = Repositories)
    {
        for (var number = 0; number < count; number++)
        {
            bench.World.AddRepository(Name(number), pushedAt: bench.Time.GetUtcNow().AddHours(-3));
        }
    }

    [Theory]
    [InlineData(false, 299)]
    [InlineData(true, 499)] // where they are named, each one's runners are listed once too, in search of leftovers
    public async Task Hour_TwoHundredQuietRepositories_CostsFewerThanThreeHundred(bool named, int most)
    {
        await using var bench = await AutoscalerBench.StartAsync(options =>
            options.Repositories = named ? [.. Enumerable.Range(0, Repositories).Select(Name)] : []);
        AddRepositories(bench);
        for (var minute = 0; minute < 60; minute++)
        {
            await bench.PassAsync();
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var (counted, all) = (bench.GitHub.Requests.CountedRequests, bench.GitHub.Requests.All.Count);
        output.WriteLine($"200 quiet repositories, a cold hour: {counted} counted of {all} requests.");
        Assert.InRange(counted, Repositories, most);

        await bench.CrashAndRestartAsync();
        bench.GitHub.Requests.Clear();
        await bench.PassAsync();
        output.WriteLine($"The first pass after a restart: {bench.GitHub.Requests.CountedRequests} counted of {bench.GitHub.Requests.All.Count}.");
        Assert.InRange(bench.GitHub.Requests.All.Count, Repositories, 3 * Repositories);
        Assert.InRange(bench.GitHub.Requests.CountedRequests, 0, 1);
        var status = await bench.AskAsync("autoscaler_status");
        Assert.Equal("full", status.GetProperty("github_budget").Text("pace"));
        Assert.True(status.GetProperty("github_budget").GetProperty("not_modified_share").GetDouble() > 0.99);
    }

    [Fact]
    public async Task Hour_TwentyBusyAmongTwoHundred_EveryJobIsSeenWithinAnIntervalForUnderFiveThousand()
    {
        await using var bench = await AutoscalerBench.StartAsync();
        AddRepositories(bench);
        await bench.PassAsync();
        var runners = Enumerable.Range(0, 20).Select(number => bench.World.AddRunner(Name(number), $"r{number}", Elsewhere, ephemeral: false, online: true)).ToList();
        List<(long Job, DateTimeOffset At)> queued = [];
        var waiting = new Queue<(long Job, RegisteredRunner Runner)>();
        var running = new Queue<long>();
        for (var minute = 0; minute < 60; minute++)
        {
            foreach (var job in running.ToArray())
            {
                bench.World.CompleteJob(running.Dequeue(), "success");
                Assert.NotEqual(0, job);
            }

            foreach (var _ in waiting.ToArray())
            {
                var (job, runner) = waiting.Dequeue();
                Assert.True(bench.World.StartJob(job, runner.Id));
                running.Enqueue(job);
            }

            // Each has a push every third minute, whose job waits for a minute and runs for one.
            for (var number = minute % 3; number < 20; number += 3)
            {
                var job = bench.World.QueueRun(Name(number), "CI", ".github/workflows/ci.yml", new JobPlan("build", Elsewhere)).JobIds[0];
                queued.Add((job, bench.Time.GetUtcNow()));
                waiting.Enqueue((job, runners[number]));
            }

            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await bench.PassAsync();
        }

        var counted = bench.GitHub.Requests.CountedRequests;
        var late = queued.Where(job => bench.Jobs.Get(job.Job) is not { } seen || seen.FirstSeenAt - job.At > TimeSpan.FromMinutes(1)).ToList();
        output.WriteLine($"20 busy among 200, {queued.Count} jobs in an hour: {counted} counted of {bench.GitHub.Requests.All.Count} requests; {late.Count} seen late.");
        Assert.Empty(late);
        Assert.InRange(counted, 1_000, 4_999);
        Assert.Equal("full", (await bench.AskAsync("autoscaler_status")).GetProperty("github_budget").Text("pace"));
    }

    [Fact]
    public async Task SecondaryLimits_FiveHundredRepositoriesAndThreeHundredRuns_AreNeverHit()
    {
        await using var bench = await AutoscalerBench.StartAsync(simulate: simulator => simulator.SecondaryLimits = true);
        AddRepositories(bench, 500);
        for (var run = 0; run < 300; run++)
        {
            bench.Queue(Name(run % 3), Elsewhere);
        }

        List<DemandQuality> qualities = [];
        List<int> seen = [];
        for (var minute = 0; minute < 4; minute++)
        {
            await bench.PassAsync();
            qualities.Add(bench.Get<DecisionLog>().RecentPasses(1)[0].Demand);
            seen.Add(bench.Jobs.List(JobStatus.Queued, 1_000).Count);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        output.WriteLine($"500 repositories, 300 runs: {string.Join(", ", seen)} jobs seen after each pass.");
        Assert.DoesNotContain(bench.GitHub.Requests.All, request => request.Status is 403 or 429);
        Assert.All(qualities, quality => Assert.Equal(DemandQuality.Floor, quality));
        Assert.True(seen[0] < 300, "The first pass reads the jobs of a bounded number of runs.");
        Assert.Equal(300, seen[^1]);
    }

    [Fact]
    public async Task Budget_UsedUpToTheReserve_ToolsAreAnsweredPassesStretchAndTheStatusSaysWhy()
    {
        await using var bench = await AutoscalerBench.StartAsync(
            options => options.GitHub.ReservedRequests = 100, simulator => simulator.RateLimit = 600);
        var paces = new List<string>();
        var read = new List<int>();
        for (var minute = 0; minute < 59; minute++)
        {
            for (var number = 0; number < 12; number++)
            {
                bench.Queue(Name(number), Elsewhere);
            }

            bench.GitHub.Requests.Clear();
            await bench.PassAsync();
            read.Add(bench.GitHub.Requests.All.Count);
            paces.Add((await bench.AskAsync("autoscaler_status")).GetProperty("github_budget").Text("pace")!);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        output.WriteLine("Requests a pass: " + string.Join(' ', read));
        output.WriteLine("Pace: " + string.Join(' ', paces));
        Assert.Equal(["full", "stretched", "stopped"], paces.Distinct());
        Assert.Equal(0, read[^1]);
        var stopped = await bench.AskAsync("autoscaler_status");
        var budget = stopped.GetProperty("github_budget");
        Assert.Equal(100, budget.Number("reserved"));
        Assert.InRange(budget.Number("remaining"), 60, 100);
        Assert.Contains("kept for those who ask", budget.Text("problem"), StringComparison.Ordinal);
        Assert.Contains("until 2026-03-01 13:0", budget.Text("problem"), StringComparison.Ordinal);
        Assert.Equal("unknown", stopped.GetProperty("demand").Text("quality"));
        Assert.Contains(stopped.List("next_steps"), step => step.GetString()!.Contains("Tools go on", StringComparison.Ordinal));
        Assert.Contains("kept for those who ask", bench.Get<DecisionLog>().RecentPasses(1)[0].Problem, StringComparison.Ordinal);

        bench.GitHub.Requests.Clear();
        var failed = await bench.AskAsync("list_failed_runs", """{"repository":"octocat/repository-1"}""");
        Assert.NotEmpty(bench.GitHub.Requests.All);
        Assert.Empty(failed.List("runs"));

        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await bench.PassAsync();
        Assert.NotEqual("unknown", (await bench.AskAsync("autoscaler_status")).GetProperty("demand").Text("quality"));
    }
}
