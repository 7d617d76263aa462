using System.Text;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class QueueStatusToolTests
{
    [Fact]
    public async Task Status_LedgerNeverUsed_SaysUnknownAndNotZero()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("queue_status");

        Assert.False(answer.Has("waiting_jobs"));
        Assert.Equal("unknown", answer.GetProperty("demand").Text("quality"));
        Assert.Equal("unknown", answer.GetProperty("engine").Text("state"));
        Assert.Equal("unknown", answer.GetProperty("github_budget").Text("state"));
        Assert.Contains("unknown", answer.Text("summary"), StringComparison.Ordinal);
        Assert.False(answer.GetProperty("autoscaler").GetProperty("alive").GetBoolean());
        Assert.Equal("mcp-runners serve", answer.GetProperty("autoscaler").Text("start_with"));
        Assert.Contains("mcp-runners autoscale", answer.List("next_steps")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_JobsWaitAndRun_GroupsThemByPoolRepositoryAndReason()
    {
        await using var bench = await Bench.StartAsync();
        var oldest = bench.Queue("octo/api");
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        WorkflowJob[] web = [bench.Queue(), bench.Queue()];
        var hosted = bench.Queue(labels: "ubuntu-latest");
        var running = bench.Queue() with { Status = JobStatus.InProgress, StartedAt = bench.Now, RunnerName = "mcp-1" };
        bench.Runner(RunnerState.Busy);
        bench.Runner(RunnerState.Started, "octo/api");
        bench.Pass(
            [oldest, .. web, hosted, running],
            [.. web.Select(job => bench.Decide(job, DecisionKind.Wait, "host_cap", "4 of 4 runners are in use.")), bench.Decide(oldest, DecisionKind.Start, "started", "A runner is started for it.")]);
        bench.Time.Advance(TimeSpan.FromSeconds(5));

        var answer = await bench.AskAsync("queue_status");

        Assert.Equal(4, answer.Number("waiting_jobs"));
        Assert.Equal(1, answer.Number("running_jobs"));
        Assert.Equal(3, answer.Number("total"));
        var groups = answer.List("queues");
        Assert.Equal(("octo/api", "started", 15), (groups[0].Text("repository"), groups[0].Text("code"), groups[0].Number("oldest_wait_seconds")));
        Assert.Equal(("host_cap", 2, "wait", web[0].Id), (groups[1].Text("code"), groups[1].Number("jobs"), groups[1].Text("decision"), groups[1].GetProperty("oldest_job_id").GetInt64()));
        Assert.Equal(("hosted_label", "undecided", false), (groups[2].Text("code"), groups[2].Text("decision"), groups[2].Has("pool")));
        Assert.Equal("mcp-1", Assert.Single(answer.List("running")).Text("runner"));
        var runners = answer.GetProperty("runners");
        Assert.Equal((2, 4, 1), (runners.Number("used"), runners.Number("of"), runners.GetProperty("by_state").Number("busy")));
        Assert.Equal(("poller", 5), (answer.GetProperty("demand").GetProperty("seen").Text("source"), answer.GetProperty("demand").GetProperty("seen").Number("age_seconds")));
        Assert.True(answer.GetProperty("autoscaler").GetProperty("alive").GetBoolean());
        Assert.Equal(4990, answer.GetProperty("github_budget").Number("remaining"));
        Assert.Contains($"\"{web[0].Id}\"", string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_RepositoryThatCouldNotBeRead_IsUnknownWithTheReason()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue("octo/api")], unread: ("octo/web", "GitHub answered 502."));

        var all = await bench.AskAsync("queue_status");
        var one = await bench.AskAsync("queue_status", """{"repository":"OCTO/web"}""");

        Assert.Equal(1, all.Number("waiting_jobs"));
        Assert.StartsWith("At least 1 job", all.Text("summary"), StringComparison.Ordinal);
        Assert.False(one.Has("waiting_jobs"));
        Assert.Contains("502", one.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ReadingIsOld_SaysStale()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue()]);
        bench.Time.Advance(TimeSpan.FromHours(1));

        var answer = await bench.AskAsync("queue_status");

        Assert.Equal("stale", answer.GetProperty("demand").Text("quality"));
        Assert.Contains("1 h ago, too long ago", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("1 h ago", answer.GetProperty("autoscaler").Text("problem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_ManyLongGroups_StaysBelow25KbAndTheCursorReachesEachOnce()
    {
        await using var bench = await Bench.StartAsync();
        var jobs = Enumerable.Range(0, 230).Select(index => bench.Queue($"octo/repository-{index:000}")).ToArray();
        bench.Pass(jobs, [.. jobs.Select(job => bench.Decide(job, DecisionKind.Wait, "backing_off", new string('é', 2000)))]);

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var answer = await bench.AskAsync("queue_status", cursor is null ? """{"limit":100}""" : $$"""{"limit":100,"cursor":"{{cursor}}"}""");
            Assert.InRange(Encoding.UTF8.GetByteCount(answer.GetRawText()), 1, 25_000);
            Assert.Equal(230, answer.Number("total"));
            seen.AddRange(answer.List("queues").Select(group => group.Text("repository")));
            cursor = answer.Text("cursor");
            Assert.Equal(cursor is not null, answer.GetProperty("truncated").GetBoolean());
        }
        while (cursor is not null);

        Assert.Equal(jobs.Select(job => job.Repository.ToString()), seen);
    }
}
