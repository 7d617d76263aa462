using System.Text;
using System.Text.Json;
using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class ListFailedRunsToolTests
{
    private static readonly string[] Repositories = ["octo/web", "octo/api", "octo/docs", "octo/infra"];

    [Fact]
    public async Task List_TheLoadOfTheOriginalReport_IsCompleteAndFreeTheSecondTime()
    {
        await using var bench = await Bench.StartAsync();
        SeedTheReport(bench);

        var pages = await AllPagesAsync(bench, "\"limit\":100");
        bench.GitHub.Requests.Clear();
        var again = await AllPagesAsync(bench, "\"limit\":100");

        var runs = pages.SelectMany(page => page.List("runs")).ToList();
        Assert.Equal(41, pages[0].Number("total"));
        Assert.Equal(41, runs.Select(run => run.GetProperty("run_id").GetInt64()).Distinct().Count());
        Assert.Equal((3, 38), (pages[0].GetProperty("by_architecture").Number("arm64"), pages[0].GetProperty("by_architecture").Number("x64")));
        Assert.All(runs, run => Assert.Equal("Compile", Assert.Single(run.List("failed_jobs")).Text("failed_step")));
        Assert.All(pages, page => Assert.InRange(Encoding.UTF8.GetByteCount(page.GetRawText()), 1, 25_000));
        Assert.Equal(0, bench.GitHub.Requests.CountedRequests);
        Assert.InRange(bench.GitHub.Requests.All.Count, 1, 2 * 13);
        Assert.Equal(runs.Count, again.Sum(page => page.List("runs").Length));
        Assert.Empty(bench.Ledger.Runners.ListOpen());
    }

    [Fact]
    public async Task List_OneArchitecture_ShowsOnlyItsRunsWithEvidence()
    {
        await using var bench = await Bench.StartAsync();
        SeedTheReport(bench);

        var answer = await bench.AskAsync("list_failed_runs", """{"architecture":"arm64"}""");

        Assert.Equal(3, answer.Number("total"));
        Assert.All(answer.List("runs"), run => Assert.Equal("the label 'arm64'", run.List("failed_jobs")[0].Text("evidence")));
        Assert.StartsWith("3 failed runs with a failed job for arm64", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Since_AsksGitHubForTheWindowAndLeavesOlderOnesOut()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        Fail(bench, "octo/web", TimeSpan.FromHours(30));
        var late = Fail(bench, "octo/web", TimeSpan.FromHours(2));

        var day = await bench.AskAsync("list_failed_runs");
        var week = await bench.AskAsync("list_failed_runs", """{"since":"7d","repository":"octo/web"}""");

        Assert.Equal(late.Id, Assert.Single(day.List("runs")).GetProperty("run_id").GetInt64());
        Assert.Equal(2, week.Number("total"));
        Assert.Contains(bench.GitHub.Requests.All, request => request.PathAndQuery.Contains("created=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_NewFailureSince_IsThereAtTheNextCall()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        Fail(bench, "octo/web", TimeSpan.FromHours(2));
        await bench.AskAsync("list_failed_runs");
        var newer = Fail(bench, "octo/web", TimeSpan.FromHours(1), "arm64");

        var answer = await bench.AskAsync("list_failed_runs");

        Assert.Equal([newer.Id], answer.List("runs").Where(run => run.List("architectures")[0].GetString() == "arm64").Select(run => run.GetProperty("run_id").GetInt64()));
        Assert.Equal(2, answer.Number("total"));
    }

    [Fact]
    public async Task List_Cancelled_OnlyWhereAskedFor()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        bench.GitHub.World.AddCompletedRun(
            "octo/web", "CI", ".github/workflows/ci.yml", "cancelled", bench.Now.AddHours(-1), bench.Now, new JobPlan("build", ["self-hosted"]));

        Assert.Equal(0, (await bench.AskAsync("list_failed_runs")).Number("total"));
        Assert.Equal("cancelled", Assert.Single((await bench.AskAsync("list_failed_runs", """{"conclusions":["cancelled"]}""")).List("runs")).Text("conclusion"));
    }

    [Fact]
    public async Task List_OneRepositoryCannotBeRead_NamesItWithTheReason()
    {
        await using var bench = await Bench.StartAsync(options =>
        {
            options.Repositories.Add("octo/web");
            options.Repositories.Add("octo/gone");
        });
        bench.GitHub.World.AddRepository("octo/web");
        Fail(bench, "octo/web", TimeSpan.FromHours(1));

        var answer = await bench.AskAsync("list_failed_runs");

        Assert.Equal(1, answer.Number("total"));
        var unread = Assert.Single(answer.List("unread"));
        Assert.Equal("octo/gone", unread.Text("repository"));
        Assert.Contains("/repos/octo/gone/actions/runs", unread.Text("reason"), StringComparison.Ordinal);
        Assert.StartsWith("At least 1 failed run", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NothingCanBeRead_IsAnErrorAndNeverAnEmptyList()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Contains("/repos/octo/gone/actions/runs", await bench.RefusalAsync("list_failed_runs", """{"repository":"octo/gone"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SameFailureInSeveralRuns_IsOneGroupAndCountedPerDay()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        foreach (var hours in (int[])[2, 3, 30])
        {
            Fail(bench, "octo/web", TimeSpan.FromHours(hours));
        }

        FailLike(bench, TimeSpan.FromHours(4), "test", "Unit tests", "boom");

        var answer = await bench.AskAsync("list_failed_runs", """{"since":"2d"}""");

        Assert.Equal(2, answer.Number("groups_total"));
        var most = answer.List("groups")[0];
        Assert.Equal(("build", "Compile", 3), (most.Text("job"), most.Text("step"), most.Number("runs")));
        Assert.Equal(3, most.List("run_ids").Length);
        Assert.False(most.Has("error"));
        Assert.Equal([("2026-02-27", 0), ("2026-02-28", 1), ("2026-03-01", 3)], answer.GetProperty("by_day").EnumerateObject().Select(day => (day.Name, day.Value.GetInt32())));
        Assert.Contains("Most often (3 runs): 'build' of CI in octo/web, step 'Compile'", answer.Text("summary"), StringComparison.Ordinal);
        Assert.DoesNotContain(bench.GitHub.Requests.All, request => request.PathAndQuery.Contains("/logs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_WithLogs_GroupsByTheErrorAndShowsItMarkedAndVisible()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        FailLike(bench, TimeSpan.FromHours(2), "build", "Compile", "##[error]connection to 10.0.0.1:80 refused after 3 s");
        FailLike(bench, TimeSpan.FromHours(3), "build", "Compile", "##[error]connection to 10.9.9.9:81 refused after 77 s");
        FailLike(bench, TimeSpan.FromHours(4), "build", "Compile", "before\n##[error]disk \u202Efull");
        var expired = FailLike(bench, TimeSpan.FromHours(5), "build", "Compile", "gone");
        bench.GitHub.World.ExpireLog(expired.JobIds[0]);

        var answer = await bench.AskAsync("list_failed_runs", """{"logs":true}""");
        bench.GitHub.Requests.Clear();
        await bench.AskAsync("list_failed_runs", """{"logs":true}""");

        Assert.True(answer.GetProperty("logs_untrusted").GetBoolean());
        var most = answer.List("groups")[0];
        Assert.Equal(("connection to <n> refused after <n> s", 2), (most.Text("error"), most.Number("runs")));
        Assert.Equal(3, answer.Number("groups_total"));
        var jobs = answer.List("runs").Select(run => run.List("failed_jobs")[0]).ToList();
        Assert.Equal(@"disk \u{202E}full", jobs[2].Text("error"));
        Assert.Contains("before\n", jobs[2].Text("log_excerpt"), StringComparison.Ordinal);
        Assert.Contains("410", jobs[3].Text("log_unread"), StringComparison.Ordinal);
        Assert.Equal(1, bench.GitHub.Requests.All.Count(request => request.PathAndQuery.EndsWith("/logs", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_MoreRunsThanOneListing_ArePagedToTheEnd()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        for (var run = 0; run < 620; run++)
        {
            Fail(bench, "octo/web", TimeSpan.FromMinutes(1 + (run * 2)));
        }

        var pages = await AllPagesAsync(bench, "\"limit\":100,\"repository\":\"octo/web\"");

        Assert.Equal(620, pages.SelectMany(page => page.List("runs")).Select(run => run.GetProperty("run_id").GetInt64()).Distinct().Count());
        Assert.StartsWith("At least 500 failed runs", pages[0].Text("summary"), StringComparison.Ordinal);
        Assert.False(pages[^1].GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task List_Until_AsksGitHubForBothEndsOfTheWindow()
    {
        await using var bench = await Bench.StartAsync();
        bench.GitHub.World.AddRepository("octo/web");
        Fail(bench, "octo/web", TimeSpan.FromHours(1));
        var middle = Fail(bench, "octo/web", TimeSpan.FromHours(5));
        Fail(bench, "octo/web", TimeSpan.FromHours(9));

        var answer = await bench.AskAsync("list_failed_runs", """{"since":"8h","until":"4h"}""");

        Assert.Equal(middle.Id, Assert.Single(answer.List("runs")).GetProperty("run_id").GetInt64());
        Assert.Contains(bench.GitHub.Requests.All, request => Uri.UnescapeDataString(request.PathAndQuery).Contains("created=2026-03-01T04:00:00Z..2026-03-01T08:00:00Z", StringComparison.Ordinal));
        Assert.Contains("'until' of list_failed_runs must be later than 'since'", await bench.RefusalAsync("list_failed_runs", """{"since":"2h","until":"3h"}"""), StringComparison.Ordinal);
    }

    private static SimulatedRun FailLike(Bench bench, TimeSpan ago, string job, string step, string log) => bench.GitHub.World.AddCompletedRun(
        "octo/web", "CI", ".github/workflows/ci.yml", "failure", bench.Now - ago, bench.Now - ago + TimeSpan.FromMinutes(5), new JobPlan(job, ["self-hosted", "linux", "x64"]) { Conclusion = "failure", FailingStep = step, Log = log });

    private static void SeedTheReport(Bench bench)
    {
        foreach (var (index, repository) in Repositories.Index())
        {
            bench.GitHub.World.AddRepository(repository);
            for (var run = 0; run < (index == 0 ? 11 : 10); run++)
            {
                Fail(bench, repository, TimeSpan.FromMinutes(20 + (run * 60)), run == 9 && index > 0 ? "arm64" : "x64");
            }
        }
    }

    private static SimulatedRun Fail(Bench bench, string repository, TimeSpan ago, string architecture = "x64") => bench.GitHub.World.AddCompletedRun(
        repository,
        "CI",
        ".github/workflows/ci.yml",
        "failure",
        bench.Now - ago,
        bench.Now - ago + TimeSpan.FromMinutes(5),
        new JobPlan("lint", ["self-hosted", "linux", architecture]),
        new JobPlan("build", ["self-hosted", "linux", architecture]) { Conclusion = "failure", FailingStep = "Compile" });

    private static async Task<List<JsonElement>> AllPagesAsync(Bench bench, string arguments)
    {
        var pages = new List<JsonElement> { await bench.AskAsync("list_failed_runs", $"{{{arguments}}}") };
        while (pages[^1].Text("cursor") is { } cursor)
        {
            pages.Add(await bench.AskAsync("list_failed_runs", $$"""{{{arguments}},"cursor":"{{cursor}}"}"""));
        }

        return pages;
    }
}
