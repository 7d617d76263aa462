using System.Net;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub.Http;

public sealed class FailureHandlerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Listing<GitHubRunner>> ListAsync(GitHubApi api) => api.ListRunnersAsync(ApiBench.Repository, Cancel);

    [Theory]
    [InlineData(401, nameof(GitHubFailureKind.Unauthenticated), "GITHUB_TOKEN")]
    [InlineData(403, nameof(GitHubFailureKind.Forbidden), "Administration: read")]
    [InlineData(404, nameof(GitHubFailureKind.NotFound), "Check the name")]
    [InlineData(409, nameof(GitHubFailureKind.Conflict), "another name")]
    [InlineData(410, nameof(GitHubFailureKind.NotFound), "Check the name")]
    [InlineData(422, nameof(GitHubFailureKind.Unprocessable), "Correct")]
    [InlineData(500, nameof(GitHubFailureKind.ServerError), "githubstatus")]
    [InlineData(418, nameof(GitHubFailureKind.BadResponse), "GitHub:ApiAddress")]
    public async Task SendAsync_ErrorAnswer_SaysWhatWhichAndWhatToDo(int status, string kind, string advice)
    {
        await using var bench = new ApiBench();
        var api = bench.Api(_ => ScriptedTransport.Json(
            """{"message":"Said by GitHub"}""", (HttpStatusCode)status, ("X-GitHub-Request-Id", "AB:12")));

        var failure = await ApiBench.FailureOf(() => ListAsync(api));

        Assert.Equal((kind, "AB:12"), (failure.Kind.ToString(), failure.RequestId));
        Assert.Equal("GET /api/v3/repos/octocat/hello-world/actions/runners", failure.Request);
        Assert.Contains("Said by GitHub", failure.Message, StringComparison.Ordinal);
        Assert.Contains(advice, failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_GitHubNamesThePermission_ThatIsTheAdvice()
    {
        await using var bench = new ApiBench();
        var api = bench.Api(_ => ScriptedTransport.Json(
            """{"message":"Resource not accessible by personal access token"}""",
            HttpStatusCode.Forbidden,
            ("X-Accepted-GitHub-Permissions", "administration=write"),
            ("X-Accepted-OAuth-Scopes", "admin:org"),
            ("x-ratelimit-remaining", "4999")));

        var failure = await ApiBench.FailureOf(() => ListAsync(api));

        Assert.Equal(GitHubFailureKind.Forbidden, failure.Kind);
        Assert.Contains("\"Administration: write\"", failure.Advice, StringComparison.Ordinal);
        Assert.Contains("'admin:org'", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_BodyEchoesTheToken_TheMessageDoesNot()
    {
        await using var bench = new ApiBench();
        var api = bench.Api(_ => ScriptedTransport.Json($$"""{"message":"bad header Bearer {{ApiBench.Token}}"}""", HttpStatusCode.BadRequest));

        var failure = await ApiBench.FailureOf(() => ListAsync(api));

        Assert.Contains("(redacted)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData("""{"total_count":1}""")]
    [InlineData("""{"total_count":1,"runners":null}""")]
    [InlineData("""{"total_count":1,"runners":[{"id":1,"name":"r","os":"linux","busy":false,"labels":[]}]}""")]
    [InlineData("""{"total_count":1,"runners":[{"id":1,"name":null,"os":"linux","status":"online","busy":false,"labels":[]}]}""")]
    public async Task SendAsync_BodyIsNotTheDocumentedOne_IsABadResponseAndNeverNone(string body)
    {
        await using var bench = new ApiBench();
        var api = bench.Api(_ => ScriptedTransport.Json(body, HttpStatusCode.OK, ("X-GitHub-Request-Id", "AB:12")));

        var failure = await ApiBench.FailureOf(() => ListAsync(api));

        Assert.Equal((GitHubFailureKind.BadResponse, "AB:12"), (failure.Kind, failure.RequestId));
    }

    [Fact]
    public async Task SendAsync_JobWithoutAnyTime_IsABadResponse()
    {
        await using var bench = new ApiBench();
        var api = bench.Api(_ => ScriptedTransport.Json("""{"id":1,"run_id":1,"name":"a","status":"queued","labels":[]}"""));

        var failure = await ApiBench.FailureOf(() => api.GetJobAsync(ApiBench.Repository, 1, Cancel));

        Assert.Equal(GitHubFailureKind.BadResponse, failure.Kind);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsUnreachable()
    {
        await using var bench = new ApiBench();
        var api = bench.Api(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

        var failure = await ApiBench.FailureOf(() => ListAsync(api));

        Assert.Equal(GitHubFailureKind.Unreachable, failure.Kind);
        Assert.Contains("github.test", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_RedirectToAnotherHost_TheTokenStaysHere()
    {
        await using var bench = new ApiBench();
        var transport = new ScriptedTransport(request => request.RequestUri!.Host == "github.test"
            ? ScriptedTransport.Json("", HttpStatusCode.TemporaryRedirect, ("Location", "https://elsewhere.test/x"))
            : ScriptedTransport.Json("""{"total_count":0,"runners":[]}"""));

        await ListAsync(bench.Api(transport));

        Assert.Equal([$"Bearer {ApiBench.Token}", null], transport.Sent.Select(sent => sent.Authorization));
    }
}
