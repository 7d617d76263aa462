namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class FilterByArchToolTests
{
    [Fact]
    public async Task Filter_MixedQueue_JudgesEachWithEvidence()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass(
        [
            bench.Queue(labels: ["self-hosted", "linux", "x64"]),
            bench.Queue(labels: ["self-hosted", "linux", "ARM64"]),
            bench.Queue(labels: "ubuntu-latest"),
            bench.Queue(labels: ["self-hosted", "macos"]),
            bench.Queue(name: "test (aarch64)", labels: ["self-hosted", "linux"]),
            bench.Queue(labels: ["self-hosted", "linux"]),
        ]);

        var answer = await bench.AskAsync("filter_by_arch", """{"architecture":"arm64"}""");

        Assert.Equal(
            ["other_architecture", "fits", "hosted", "other_os", "fits", "unspecified"],
            answer.List("jobs").Select(job => job.Text("verdict")));
        Assert.Equal([false, false, false, false, true, false], answer.List("jobs").Select(job => job.GetProperty("hint_only").GetBoolean()));
        Assert.Equal("the label 'ARM64'", answer.List("jobs")[1].Text("evidence"));
        Assert.False(answer.List("jobs")[5].Has("architecture"));
        Assert.Equal(2, answer.GetProperty("counts").Number("fits"));
        Assert.StartsWith("2 of 6 queued jobs ask for arm64, 3 for something else, and 1 name no architecture", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_NoReadingYet_SaysUnknown()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await bench.AskAsync("filter_by_arch");

        Assert.Contains("unknown", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Equal(HostArchitecture.ToLabel(HostArchitecture.Current), answer.Text("architecture"));
    }

    [Fact]
    public async Task Filter_ManyJobs_PagesOldestFirst()
    {
        await using var bench = await Bench.StartAsync();
        var jobs = Enumerable.Range(0, 5).Select(_ => bench.Queue()).ToArray();
        bench.Pass(jobs);

        var first = await bench.AskAsync("filter_by_arch", """{"limit":3}""");
        var second = await bench.AskAsync("filter_by_arch", $$"""{"limit":3,"cursor":"{{first.Text("cursor")}}"}""");

        Assert.Equal(jobs.Select(job => job.Id), first.List("jobs").Concat(second.List("jobs")).Select(job => job.GetProperty("job_id").GetInt64()));
        Assert.False(second.Has("cursor"));
    }
}
