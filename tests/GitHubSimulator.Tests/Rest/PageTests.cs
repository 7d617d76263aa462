namespace GitHubSimulator.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task Link_OnTheMiddlePage_LeadsEverywhereAndKeepsTheQuery()
    {
        await using var simulator = await TestSimulator.StartAsync();
        for (var index = 0; index < 5; index++)
        {
            simulator.Queue();
        }
        const string Path = $"repos/{TestSimulator.Repository}/actions/runs";

        using var response = await simulator.GetAsync($"{Path}?status=queued&per_page=2&page=2");

        var url = $"{simulator.Host.BaseAddress}{Path}?status=queued&per_page=2&page=";
        Assert.Equal(
            $"<{url}1>; rel=\"prev\", <{url}3>; rel=\"next\", <{url}3>; rel=\"last\", <{url}1>; rel=\"first\"",
            string.Join(", ", response.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task Link_WhenAllFitsOnOnePage_IsAbsent()
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.Queue();

        using var response = await simulator.GetAsync($"repos/{TestSimulator.Repository}/actions/runs");

        Assert.False(response.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Next_FollowedToTheEnd_GivesEveryRunOnce()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var queued = Enumerable.Range(0, 7).Select(_ => simulator.Queue().Id).ToList();
        List<long> seen = [];
        for (var page = 1; page <= 3; page++)
        {
            var body = await simulator.JsonAsync($"api/v3/repos/{TestSimulator.Repository}/actions/runs?per_page=3&page={page}");
            Assert.Equal(7, (int)body["total_count"]!);
            seen.AddRange(body["workflow_runs"]!.AsArray().Select(run => (long)run!["id"]!));
        }

        Assert.Equal(queued.OrderDescending(), seen);
    }

    [Fact]
    public async Task PerPage_AboveTheLimit_IsCut()
    {
        await using var simulator = await TestSimulator.StartAsync(options => options.PageSizeLimit = 2);
        simulator.Queue();
        simulator.Queue();
        simulator.Queue();

        var body = await simulator.JsonAsync($"repos/{TestSimulator.Repository}/actions/runs?per_page=100");

        Assert.Equal(2, body["workflow_runs"]!.AsArray().Count);
    }
}
