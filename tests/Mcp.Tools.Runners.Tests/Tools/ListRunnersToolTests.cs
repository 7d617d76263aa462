using System.Text;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class ListRunnersToolTests
{
    [Fact]
    public async Task List_LedgerAndGitHubAgree_SaysSoWithSourcesAndAges()
    {
        await using var bench = await Bench.StartAsync();
        var row = bench.Runner(RunnerState.Online, job: 7);
        var registered = bench.Register(row, online: true);
        bench.Pass([]);
        bench.Time.Advance(TimeSpan.FromSeconds(20));

        var answer = await bench.AskAsync("list_runners");

        var runner = Assert.Single(answer.List("runners"));
        Assert.Equal((row.Id, "online", "idle"), (runner.Text("id"), runner.Text("state"), runner.Text("github")));
        Assert.Equal((20, registered.Id, 7), (runner.Number("state_age_seconds"), runner.GetProperty("github_runner_id").GetInt64(), runner.Number("requested_for_job_id")));
        Assert.True(runner.GetProperty("agrees").GetBoolean());
        Assert.Empty(runner.List("differences"));
        Assert.Equal("1 open runner; GitHub and the ledger agree in 1 repository.", answer.Text("summary"));
        Assert.Equal(("ledger", 0), (answer.GetProperty("seen").Text("source"), answer.GetProperty("seen").Number("age_seconds")));
        Assert.Equal("github", answer.GetProperty("github_seen").Text("source"));
        Assert.Contains("wrote into the ledger, last 20 s ago", answer.Text("container_view"), StringComparison.Ordinal);
        Assert.Contains("no access to the engine", answer.Text("container_view"), StringComparison.Ordinal);
        Assert.Equal(20, answer.GetProperty("engine").GetProperty("seen").Number("age_seconds"));
        Assert.StartsWith("Nothing to do.", answer.List("next_steps")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_GitHubHasNoSuchRunner_IsADifferenceInWords()
    {
        await using var bench = await Bench.StartAsync();
        var row = bench.Runner(RunnerState.Started);
        bench.GitHub.World.RemoveRunner(bench.Register(row).Id);
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        var answer = await bench.AskAsync("list_runners");

        var runner = Assert.Single(answer.List("runners"));
        Assert.False(runner.GetProperty("agrees").GetBoolean());
        Assert.Equal("not_listed", runner.Text("github"));
        Assert.StartsWith("The ledger says started (for 5 s), but GitHub has no such runner", Assert.Single(runner.List("differences")).GetString(), StringComparison.Ordinal);
        Assert.Equal(1, answer.Number("disagreeing"));
        Assert.Contains("disagree about 1", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains(row.Id, string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OurNameWithoutOpenRow_IsAGhostAndComesFirst()
    {
        await using var bench = await Bench.StartAsync();
        var prefix = $"mcp-{bench.Ledger.Database.ControllerId[..8]}-";
        var open = bench.Runner(RunnerState.Online);
        bench.Register(open, online: true);
        var closed = bench.Runner(RunnerState.Removed, reason: "It ended after its job.");
        bench.Register(closed);
        var unknown = bench.Register("octo/web", $"{prefix}0000000000000");
        bench.Register("octo/web", "mcp-00000000-0000000000000");
        bench.Register("octo/web", "by-hand");

        var answer = await bench.AskAsync("list_runners");
        var ghosts = await bench.AskAsync("list_runners", """{"state":"ghost","pool":"default"}""");

        Assert.Equal(["ghost", "ghost", "online"], answer.List("runners").Select(runner => runner.Text("state")));
        Assert.Equal([closed.Name, unknown.Name, open.Name], answer.List("runners").Select(runner => runner.Text("name")));
        Assert.Contains("its row in the ledger was closed", answer.List("runners")[0].List("differences")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("the ledger has no row of it", answer.List("runners")[1].List("differences")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(("default", false), (answer.List("runners")[0].Text("pool"), answer.List("runners")[1].Has("pool")));
        Assert.Equal((2, 2, 1), (answer.Number("disagreeing"), answer.GetProperty("by_state").Number("ghost"), answer.GetProperty("by_state").Number("online")));
        Assert.Contains("of which 2 ghosts", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("clean_up_runners with repository \"octo/web\"", string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
        Assert.Equal(2, ghosts.Number("total"));
    }

    [Fact]
    public async Task List_GhostWhereNoRunnerIsOpen_IsFoundInTheServedRepositories()
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories.Add("octo/served"));
        var ghost = bench.Register("octo/served", $"mcp-{bench.Ledger.Database.ControllerId[..8]}-0000000000000");

        var answer = await bench.AskAsync("list_runners");

        Assert.Equal(ghost.Id, Assert.Single(answer.List("runners")).GetProperty("github_runner_id").GetInt64());
    }

    [Fact]
    public async Task List_RepositoryThatGitHubRefuses_IsUnreadWithTheReasonAndItsRunnersStay()
    {
        await using var bench = await Bench.StartAsync();
        var readable = bench.Runner(RunnerState.Online);
        bench.Register(readable, online: true);
        var hidden = bench.Runner(RunnerState.Online, "octo/secret");

        var answer = await bench.AskAsync("list_runners");

        Assert.Equal((1, 1), (answer.Number("repositories_read"), answer.Number("repositories_unread")));
        var unread = Assert.Single(answer.List("unread"));
        Assert.Equal("octo/secret", unread.Text("repository"));
        Assert.Contains("/repos/octo/secret/actions/runners", unread.Text("reason"), StringComparison.Ordinal);
        var runner = answer.List("runners").Single(runner => runner.Text("id") == hidden.Id);
        Assert.Equal("unknown", runner.Text("github"));
        Assert.False(runner.Has("agrees"));
        Assert.Contains("1 repository could not be read on GitHub: octo/secret", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NothingCanBeRead_SaysThatOnlyTheLedgerSpeaks()
    {
        await using var bench = await Bench.StartAsync();
        bench.Runner(RunnerState.Busy, "octo/secret");

        var answer = await bench.AskAsync("list_runners");

        Assert.Equal("1 open runner; GitHub could not be asked, so only the ledger speaks.", answer.Text("summary"));
        Assert.False(answer.Has("github_seen"));
        Assert.Equal(0, answer.Number("disagreeing"));
    }

    [Fact]
    public async Task List_LedgerNeverUsed_SaysThatNothingIsKnownOfContainers()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("list_runners");

        Assert.Equal("0 open runners; no repository is known to ask GitHub about.", answer.Text("summary"));
        Assert.StartsWith("Unknown:", answer.Text("container_view"), StringComparison.Ordinal);
        Assert.Contains("mcp-runners serve", answer.List("next_steps")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ByRepositoryPoolAndState_ShowsOnlyThose()
    {
        await using var bench = await Bench.StartAsync();
        var wanted = bench.Runner(RunnerState.Busy, "octo/api", pool: "gpu");
        bench.Runner(RunnerState.Online, "octo/api", pool: "gpu");
        bench.Runner(RunnerState.Busy, "octo/api");
        bench.Runner(RunnerState.Busy, pool: "gpu");

        var answer = await bench.AskAsync("list_runners", """{"repository":"OCTO/api","pool":"gpu","state":"busy"}""");

        Assert.Equal(wanted.Id, Assert.Single(answer.List("runners")).Text("id"));
        Assert.Equal((1, 1), (answer.GetProperty("by_state").Number("busy"), answer.GetProperty("by_state").Number("online")));
        Assert.StartsWith("1 runner in the state busy of octo/api in the pool 'gpu'", answer.Text("summary"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task List_MoreRepositoriesThanOneCallAsks_NamesThoseThatWereNotAsked()
    {
        await using var bench = await Bench.StartAsync(options =>
        {
            foreach (var index in Enumerable.Range(0, 52))
            {
                options.Repositories.Add($"octo/repository-{index:00}");
            }
        });

        var answer = await bench.AskAsync("list_runners");

        Assert.Equal(52, answer.Number("repositories_read") + answer.Number("repositories_unread"));
        Assert.Equal(50, bench.GitHub.Requests.All.Count);
    }

    [Fact]
    public async Task List_ManyRunners_StaysBelow25KbAndTheCursorReachesEachOnce()
    {
        await using var bench = await Bench.StartAsync();
        var rows = Enumerable.Range(0, 130).Select(_ => bench.Runner(RunnerState.Started, reason: new string('é', 500))).ToArray();

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var answer = await bench.AskAsync("list_runners", cursor is null ? """{"limit":100}""" : $$"""{"limit":100,"cursor":"{{cursor}}"}""");
            Assert.InRange(Encoding.UTF8.GetByteCount(answer.GetRawText()), 1, 25_000);
            Assert.Equal(130, answer.Number("total"));
            seen.AddRange(answer.List("runners").Select(runner => runner.Text("id")));
            cursor = answer.Text("cursor");
        }
        while (cursor is not null);

        Assert.Equal(rows.Select(row => row.Id), seen);
    }
}
