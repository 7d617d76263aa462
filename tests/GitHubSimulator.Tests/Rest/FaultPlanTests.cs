using System.Net;

namespace GitHubSimulator.Tests;

public sealed class FaultPlanTests
{
    private const string Jit = $"repos/{TestSimulator.Repository}/actions/runners/generate-jitconfig";

    [Fact]
    public async Task FailNext_WithAPrefix_HitsOnlyThatAndOnlySoOften()
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.Host.Faults.FailNext(1, 502, "GET", "/user");

        using var other = await simulator.GetAsync("rate_limit");
        using var hit = await simulator.GetAsync("api/v3/user");
        using var after = await simulator.GetAsync("user");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadGateway, HttpStatusCode.OK], [other.StatusCode, hit.StatusCode, after.StatusCode]);
    }

    [Fact]
    public async Task Taken_AfterClear_TellsOnlyWhatMetARequest()
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.Host.Faults.TooManyRequestsNext(2, TimeSpan.FromSeconds(7), "GET", "/user");
        simulator.Host.Faults.FailNext(1, 500, "POST");

        using var met = await simulator.GetAsync("api/v3/user");
        simulator.Host.Faults.Clear();

        Assert.Equal([new TakenFault(FaultAction.TooManyRequests, TimeSpan.FromSeconds(7), "GET", "/user")], simulator.Host.Faults.Taken);
    }

    [Fact]
    public async Task FailNext_OnACreation_LeavesNothingBehind()
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.Host.Faults.FailNext(1, 500);

        using var response = await RegisterAsync(simulator);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(simulator.World.Snapshot().Runners);
    }

    [Fact]
    public async Task ActThenFailNext_OnACreation_MakesTheRetryA409()
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.Host.Faults.ActThenFailNext(1, 502, "POST");

        using var first = await RegisterAsync(simulator);
        using var retry = await RegisterAsync(simulator);

        Assert.Equal([HttpStatusCode.BadGateway, HttpStatusCode.Conflict], [first.StatusCode, retry.StatusCode]);
        Assert.Single(simulator.World.Snapshot().Runners);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task CutNext_BeforeOrAfterTheWork_GivesNoAnswer(bool act, int runners)
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.Host.Faults.CutNext(1, "POST", act: act);

        await Assert.ThrowsAsync<HttpRequestException>(() => RegisterAsync(simulator));

        Assert.Equal(runners, simulator.World.Snapshot().Runners.Count);
        Assert.Equal(0, Assert.Single(simulator.Host.Requests.All).Status);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(null)]
    public async Task Limits_WithOrWithoutRetryAfter_AreToldApartByStatusAndMessage(int? seconds)
    {
        await using var simulator = await TestSimulator.StartAsync();
        TimeSpan? retryAfter = seconds is { } known ? TimeSpan.FromSeconds(known) : null;
        simulator.Host.Faults.TooManyRequestsNext(1, retryAfter);
        simulator.Host.Faults.SecondaryLimitNext(1, retryAfter);

        using var tooMany = await simulator.GetAsync("user");
        using var secondary = await simulator.GetAsync("user");

        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, secondary.StatusCode);
        Assert.Contains("secondary rate limit", await secondary.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(retryAfter, tooMany.Headers.RetryAfter?.Delta);
        Assert.Equal(retryAfter, secondary.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Latency_OnTheSimulatorsClock_HoldsTheAnswer()
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.Host.Faults.Latency = TimeSpan.FromMinutes(1);
        var start = simulator.Time.GetUtcNow();
        var held = simulator.GetAsync("user");
        while (!held.IsCompleted)
        {
            simulator.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(held, Task.Run(Thread.Yield, TestContext.Current.CancellationToken));
        }

        // The window of the limit starts when the request is dealt with, so its end tells when that was.
        using var response = await held;
        var reset = long.Parse(response.Headers.GetValues("X-RateLimit-Reset").Single(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(reset >= (start + TimeSpan.FromMinutes(1) + simulator.Host.Options.RateLimitWindow).ToUnixTimeSeconds());
    }

    private static Task<HttpResponseMessage> RegisterAsync(TestSimulator simulator) =>
        simulator.PostAsync(Jit, new { name = "one", runner_group_id = 1, labels = new[] { "self-hosted" } });
}
