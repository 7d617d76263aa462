using System.Net;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub.Http;

public sealed class RetryHandlerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Listing<GitHubRunner>> ListAsync(GitHubApi api) => api.ListRunnersAsync(ApiBench.Repository, Cancel);

    [Fact]
    public async Task SendAsync_ReadFailsTwice_TheThirdAnswers()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.FailNext(1, 502);
        bench.Simulator.Faults.CutNext(1);

        await ListAsync(bench.Api());

        Assert.Equal([502, 0, 200], bench.Simulator.Requests.All.Select(request => request.Status));
    }

    [Fact]
    public async Task SendAsync_ReadFailsThreeTimes_IsAServerError()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.FailNext(3, 500);

        var failure = await ApiBench.FailureOf(() => ListAsync(bench.Api()));

        Assert.Equal(GitHubFailureKind.ServerError, failure.Kind);
        Assert.Equal(3, bench.Simulator.Requests.All.Count);
    }

    [Fact]
    public async Task SendAsync_WriteFails_IsSentOnce()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.FailNext(1, 500);
        var api = bench.Api();

        await ApiBench.FailureOf(() => api.CreateRegistrationTokenAsync(ApiBench.Repository, Cancel));
        bench.Simulator.Faults.CutNext(1);
        var cut = await ApiBench.FailureOf(() => api.DeleteRunnerAsync(ApiBench.Repository, 1, Cancel));

        Assert.Equal(GitHubFailureKind.Unreachable, cut.Kind);
        Assert.Equal(["POST", "DELETE"], bench.Simulator.Requests.All.Select(request => request.Method));
    }

    [Fact]
    public async Task SendAsync_ServerAsksForALongWait_IsNotRepeated()
    {
        await using var bench = new ApiBench();
        var transport = new ScriptedTransport(_ => ScriptedTransport.Json("{}", HttpStatusCode.ServiceUnavailable, ("Retry-After", "120")));

        await ApiBench.FailureOf(() => ListAsync(bench.Api(transport)));

        Assert.Single(transport.Sent);
    }

    [Fact]
    public async Task SendAsync_NoAnswerInTime_IsATimeoutAndNotACancellation()
    {
        await using var bench = new ApiBench();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var api = bench.Api(new ScriptedTransport(async (_, token) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, bench.Time, token);
            return new HttpResponseMessage();
        }));

        var call = ApiBench.FailureOf(() => ListAsync(api));
        await entered.Task.WaitAsync(Cancel);
        bench.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(GitHubFailureKind.Timeout, (await call).Kind);
    }

    [Fact]
    public async Task SendAsync_MoreCallsThanSlots_AreNeverUnderWayAtOnce()
    {
        await using var bench = new ApiBench();
        bench.Options.MaxConcurrentRequests = 3;
        var (now, most) = (0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var api = bench.Api(new ScriptedTransport(async (_, token) =>
        {
            var count = Interlocked.Increment(ref now);
            InterlockedMax(ref most, count);
            if (count == 3)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(token);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return ScriptedTransport.Json("""{"total_count":0,"runners":[]}""");
        }));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ListAsync(api)));

        Assert.Equal(3, most);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
