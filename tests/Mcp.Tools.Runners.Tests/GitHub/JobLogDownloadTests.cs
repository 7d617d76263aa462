using System.Net;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub;

/// <summary>A job's log lies outside the API, behind an address that is itself a key.</summary>
public sealed class JobLogDownloadTests
{
    private const string Storage = "https://storage.test/log?sig=key";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_Redirect_GoesToTheStorageWithoutTheToken()
    {
        await using var bench = new ApiBench();
        var transport = new ScriptedTransport(request => request.RequestUri!.Host == "storage.test" ? Text("hello") : Redirect(Storage));
        var api = bench.Api(transport);

        using var log = await api.OpenJobLogAsync(ApiBench.Repository, 7, Cancel);
        var buffer = new byte[100];
        var count = await log.ReadAsync(buffer, Cancel);

        Assert.Equal("hello"u8.ToArray(), buffer[..count]);
        Assert.Equal(5, log.Bytes);
        Assert.Equal(
            [("/api/v3/repos/octocat/hello-world/actions/jobs/7/logs", $"Bearer {ApiBench.Token}"), ("/log?sig=key", null)],
            transport.Sent.Select(sent => (sent.Path, sent.Authorization)));
    }

    [Theory]
    [InlineData("http://storage.test/log")]
    [InlineData("file:///etc/passwd")]
    [InlineData(null)]
    public async Task Open_NoSafeAddress_IsNotFollowed(string? location)
    {
        await using var bench = new ApiBench();
        var transport = new ScriptedTransport(_ => Redirect(location));

        var failure = await ApiBench.FailureOf(() => bench.Api(transport).OpenJobLogAsync(ApiBench.Repository, 7, Cancel));

        Assert.Equal(GitHubFailureKind.BadResponse, failure.Kind);
        Assert.Single(transport.Sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "BadResponse")]
    [InlineData(HttpStatusCode.NotFound, "Gone")]
    public async Task Open_StorageRefuses_SaysSoWithoutTheAddress(HttpStatusCode status, string kind)
    {
        await using var bench = new ApiBench();

        var failure = await ApiBench.FailureOf(() => bench.Api(request => request.RequestUri!.Host == "storage.test" ? new(status) : Redirect(Storage)).OpenJobLogAsync(ApiBench.Repository, 7, Cancel));

        Assert.Equal(kind, failure.Kind.ToString());
        Assert.Contains("storage.test", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=key", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, "Gone")]
    [InlineData(HttpStatusCode.NotFound, "NotFound")]
    public async Task Open_ApiRefuses_SaysWhich(HttpStatusCode status, string kind)
    {
        await using var bench = new ApiBench();

        Assert.Equal(kind, (await ApiBench.FailureOf(() => bench.Api(_ => ScriptedTransport.Json("""{"message":"no"}""", status)).OpenJobLogAsync(ApiBench.Repository, 7, Cancel))).Kind.ToString());
    }

    [Fact]
    public async Task Read_ConnectionBreaks_IsSaidAsThat()
    {
        await using var bench = new ApiBench();
        using var log = await bench.Api(request => request.RequestUri!.Host == "storage.test" ? new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) } : Redirect(Storage))
            .OpenJobLogAsync(ApiBench.Repository, 7, Cancel);

        var failure = await ApiBench.FailureOf(() => log.ReadAsync(new byte[10], Cancel).AsTask());

        Assert.Equal(GitHubFailureKind.Unreachable, failure.Kind);
    }

    private static HttpResponseMessage Text(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    private static HttpResponseMessage Redirect(string? location)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found) { Content = new StringContent("") };
        response.Headers.Location = location is null ? null : new Uri(location);
        return response;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The connection was reset.");
    }
}
