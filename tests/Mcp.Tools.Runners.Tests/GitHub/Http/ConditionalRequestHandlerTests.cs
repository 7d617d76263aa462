using System.Net;
using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;

namespace Mcp.Tools.Runners.Tests.GitHub.Http;

public sealed class ConditionalRequestHandlerTests
{
    private static readonly RunQuery Queued = new("queued", null, 1000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_UnchangedAfterARestart_IsFreeAndTheSame()
    {
        using var ledger = new TemporaryLedger();
        await using var bench = await ApiBench.WithSimulatorAsync(options => options.PageSizeLimit = 10, new ResponseCache(ledger.Database));
        for (var run = 0; run < 15; run++)
        {
            bench.Simulator.World.QueueRun("octocat/hello-world", "CI", "ci.yml", new JobPlan("build", ApiBench.Labels));
        }

        var first = bench.Api();
        var cold = await first.ListRunsAsync(ApiBench.Repository, Queued, Cancel);
        var second = bench.Api();
        var warm = await second.ListRunsAsync(ApiBench.Repository, Queued, Cancel);

        Assert.Equal(cold.Items, warm.Items.AsEnumerable());
        Assert.Equal(15, warm.Items.Length);
        Assert.Equal(2, bench.Simulator.Requests.CountedRequests);
        Assert.Equal((2, 0), (first.Budget.CountedRequests, first.Budget.NotModified));
        Assert.Equal((0, 2), (second.Budget.CountedRequests, second.Budget.NotModified));
        Assert.Equal((5000, 4998), (second.Budget.Limit, second.Budget.Remaining));
    }

    [Fact]
    public async Task SendAsync_Changed_ReturnsTheNewAnswer()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var api = bench.Api();
        Assert.Empty((await api.ListRunsAsync(ApiBench.Repository, Queued, Cancel)).Items);

        bench.Simulator.World.QueueRun("octocat/hello-world", "CI", "ci.yml", new JobPlan("build", ApiBench.Labels));

        Assert.Single((await api.ListRunsAsync(ApiBench.Repository, Queued, Cancel)).Items);
        Assert.Equal(2, bench.Simulator.Requests.CountedRequests);
    }

    [Fact]
    public async Task SendAsync_AnotherToken_DoesNotUseTheFirstOnesAnswer()
    {
        var responses = new MemoryResponses();
        await using var bench = await ApiBench.WithSimulatorAsync(options => options.MoreTokens.Add("ghp_other"), responses);
        await bench.Api().ListRunsAsync(ApiBench.Repository, Queued, Cancel);
        bench.Options.Token = new Secret("ghp_other");

        await bench.Api().ListRunsAsync(ApiBench.Repository, Queued, Cancel);

        Assert.Equal(2, responses.Kept.Count);
        Assert.DoesNotContain(bench.Simulator.Requests.All, request => request.Conditional);
        Assert.All(responses.Kept.Values, kept => Assert.DoesNotContain("ghp_", kept.Key + kept.HeadersJson, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"total_count":1,"workflow_runs":[{"id":""", "application/json")]
    [InlineData("<html>", "text/html")]
    public async Task SendAsync_CutOrForeignBodyWithETag_IsNotKept(string body, string type)
    {
        var responses = new MemoryResponses();
        await using var bench = new ApiBench { Responses = responses };
        var api = bench.Api(_ =>
        {
            var answer = ScriptedTransport.Json(body, HttpStatusCode.OK, ("ETag", "\"1\""));
            answer.Content.Headers.ContentType = new(type);
            return answer;
        });

        var failure = await ApiBench.FailureOf(() => api.ListRunsAsync(ApiBench.Repository, Queued, Cancel));

        Assert.Equal(GitHubFailureKind.BadResponse, failure.Kind);
        Assert.Empty(responses.Kept);
    }

    [Fact]
    public async Task SendAsync_StoreFails_TheRequestDoesNot()
    {
        await using var bench = await ApiBench.WithSimulatorAsync(responses: new BrokenResponses());

        Assert.Empty((await bench.Api().ListRunsAsync(ApiBench.Repository, Queued, Cancel)).Items);

        Assert.Contains("could not be kept", bench.Log.Text, StringComparison.Ordinal);
    }

    private sealed class BrokenResponses : IResponseCache
    {
        public CachedResponse? Get(string key) => throw new IOException("disk");

        public void Put(CachedResponse response) => throw new IOException("disk");
    }
}
