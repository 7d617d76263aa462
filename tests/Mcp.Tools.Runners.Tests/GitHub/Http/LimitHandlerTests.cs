using System.Globalization;
using System.Net;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub.Http;

public sealed class LimitHandlerTests
{
    private const string Secondary = """{"message":"You have exceeded a secondary rate limit. Please wait."}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Listing<GitHubRunner>> ListAsync(GitHubApi api) => api.ListRunnersAsync(ApiBench.Repository, Cancel);

    [Fact]
    public async Task SendAsync_After429_FailsFastUntilTheTimeAndThenGoesOn()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var api = bench.Api();
        bench.Simulator.Faults.TooManyRequestsNext(1, TimeSpan.FromSeconds(90));
        var until = bench.Time.GetUtcNow().AddSeconds(90);

        var answered = await ApiBench.FailureOf(() => ListAsync(api));
        var unsent = await ApiBench.FailureOf(() => api.CreateRegistrationTokenAsync(ApiBench.Repository, Cancel));

        Assert.Equal((GitHubFailureKind.SecondaryLimit, until), (answered.Kind, answered.RetryAt));
        Assert.Equal((GitHubFailureKind.SecondaryLimit, until, null), (unsent.Kind, unsent.RetryAt, unsent.RequestId));
        Assert.Single(bench.Simulator.Requests.All);
        bench.Time.Advance(TimeSpan.FromSeconds(90));
        await ListAsync(api);
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task SendAsync_BudgetUsedUp_FailsFastUntilTheReset()
    {
        await using var bench = await ApiBench.WithSimulatorAsync(options => options.RateLimit = 1);
        var api = bench.Api();
        await ListAsync(api);

        var failure = await ApiBench.FailureOf(() => api.GetRunAsync(ApiBench.Repository, 1, Cancel));
        await ApiBench.FailureOf(() => ListAsync(api));

        Assert.Equal((GitHubFailureKind.RateLimited, api.Budget.ResetAt), (failure.Kind, failure.RetryAt));
        Assert.Equal(0, api.Budget.Remaining);
        Assert.Equal(2, bench.Simulator.Requests.All.Count);
        bench.Time.Advance(TimeSpan.FromHours(1));
        await ListAsync(api);
    }

    [Fact]
    public async Task SendAsync_SecondaryLimit_IsNotAPermissionProblem()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.SecondaryLimitNext(1, TimeSpan.FromSeconds(30));

        var failure = await ApiBench.FailureOf(() => ListAsync(bench.Api()));

        Assert.Equal(GitHubFailureKind.SecondaryLimit, failure.Kind);
        Assert.NotNull(failure.RequestId);
    }

    [Fact]
    public async Task SendAsync_LimitsWithoutATime_WaitsAMinuteThenTwo()
    {
        await using var bench = new ApiBench();
        var limited = true;
        var api = bench.Api(_ => limited
            ? ScriptedTransport.Json(Secondary, HttpStatusCode.Forbidden, ("x-ratelimit-remaining", "4000"))
            : ScriptedTransport.Json("""{"total_count":0,"runners":[]}"""));
        List<TimeSpan> waits = [];
        for (var round = 0; round < 7; round++)
        {
            limited = round != 5;
            var failure = await Record.ExceptionAsync(() => ListAsync(api)) as GitHubException;
            waits.Add((failure?.RetryAt ?? bench.Time.GetUtcNow()) - bench.Time.GetUtcNow());
            bench.Time.Advance(waits[^1]);
        }

        Assert.Equal([1, 2, 4, 8, 16, 0, 1], waits.Select(wait => wait.TotalMinutes));
    }

    [Fact]
    public async Task SendAsync_RetryAfterAsDate_IsObeyed()
    {
        await using var bench = new ApiBench();
        var until = bench.Time.GetUtcNow().AddMinutes(7);
        var api = bench.Api(_ => ScriptedTransport.Json(
            Secondary, HttpStatusCode.Forbidden, ("Retry-After", until.ToString("r", CultureInfo.InvariantCulture))));

        var failure = await ApiBench.FailureOf(() => ListAsync(api));

        Assert.Equal(until, failure.RetryAt);
    }

    [Fact]
    public async Task SendAsync_Forbidden_ClosesNothing()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var api = bench.Api();
        bench.Simulator.Faults.FailNext(1, 403);

        var failure = await ApiBench.FailureOf(() => ListAsync(api));
        await ListAsync(api);

        Assert.Equal(GitHubFailureKind.Forbidden, failure.Kind);
    }
}
