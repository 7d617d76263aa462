using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class ListJobsToolTests
{
    [Fact]
    public async Task List_WithoutArguments_ShowsOpenJobsWithWaitAndDecision()
    {
        await using var bench = await Bench.StartAsync();
        var first = bench.Queue();
        bench.Time.Advance(TimeSpan.FromSeconds(90));
        var second = bench.Queue(name: "test");
        bench.Pass([first, second], decisions: [bench.Decide(first, DecisionKind.Wait, ReasonCode.HostCap, "All runners that this host may have exist.")]);

        var answer = await bench.AskAsync("list_jobs");

        var jobs = answer.List("jobs");
        Assert.Equal([second.Id, first.Id], jobs.Select(job => job.GetProperty("job_id").GetInt64()));
        Assert.Equal((0, 90), (jobs[0].Number("waited_seconds"), jobs[1].Number("waited_seconds")));
        Assert.False(jobs[0].Has("decision"));
        Assert.Equal("host_cap", jobs[1].GetProperty("decision").Text("code"));
        Assert.Equal("poller", jobs[1].GetProperty("seen").Text("source"));
        Assert.Equal(2, answer.GetProperty("by_status").Number("queued"));
        Assert.Contains("The longest wait is", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains($"explain_job with job \"{first.Id}\"", string.Join(' ', answer.List("next_steps").Select(step => step.GetString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queued", 1)]
    [InlineData("in_progress", 1)]
    [InlineData("completed", 1)]
    [InlineData("held_back", 0)]
    [InlineData("open", 2)]
    [InlineData("all", 3)]
    public async Task List_Status_ChoosesThoseJobs(string status, int expected)
    {
        await using var bench = await Bench.StartAsync();
        WorkflowJob[] jobs = [bench.Queue(), bench.Queue(), bench.Queue()];
        bench.Pass([jobs[0], jobs[1] with { Status = JobStatus.InProgress, StartedAt = bench.Now, RunnerName = "r" }, jobs[2] with { Status = JobStatus.Completed, Conclusion = "failure", CompletedAt = bench.Now }]);

        Assert.Equal(expected, (await bench.AskAsync("list_jobs", $$"""{"status":"{{status}}"}""")).Number("total"));
    }

    [Fact]
    public async Task List_RepositorySinceAndPages_LeaveTheOthersOut()
    {
        await using var bench = await Bench.StartAsync();
        var old = bench.Queue("octo/api");
        bench.Time.Advance(TimeSpan.FromHours(2));
        WorkflowJob[] jobs = [bench.Queue("octo/web"), bench.Queue("octo/web"), bench.Queue("octo/api")];
        bench.Pass([old, .. jobs]);

        Assert.Equal(2, (await bench.AskAsync("list_jobs", """{"repository":"Octo/Web"}""")).Number("total"));
        Assert.Equal(3, (await bench.AskAsync("list_jobs", """{"since":"1h"}""")).Number("total"));
        var page = await bench.AskAsync("list_jobs", """{"limit":3}""");
        var rest = await bench.AskAsync("list_jobs", $$"""{"limit":3,"cursor":"{{page.Text("cursor")}}"}""");
        Assert.Equal(4, page.Number("total"));
        Assert.Equal(old.Id, Assert.Single(rest.List("jobs")).GetProperty("job_id").GetInt64());
    }

    [Fact]
    public async Task List_NothingWasEverRead_IsUnknownAndNotNone()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("list_jobs");

        Assert.StartsWith("Which jobs there are is unknown", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NameWithControlCharacters_ShowsThem()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue(name: "build\u202e\u001b[31m")]);

        var name = (await bench.AskAsync("list_jobs")).List("jobs")[0].Text("name")!;

        Assert.DoesNotContain('\u202e', name);
        Assert.DoesNotContain('\u001b', name);
    }
}
