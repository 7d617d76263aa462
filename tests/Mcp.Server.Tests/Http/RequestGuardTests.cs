using System.Net;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Http;

public sealed class RequestGuardTests(ServeFixture serve) : IClassFixture<ServeFixture>
{
    [Theory]
    [InlineData("mcp", "Origin", "https://evil.example")]
    [InlineData("mcp", "Origin", "null")]
    [InlineData("sse", "Origin", "https://evil.example")]
    [InlineData("dashboard", "Origin", "https://evil.example")]
    [InlineData("mcp", "Host", "evil.example")]
    [InlineData("healthz", "Host", "evil.example:9000")]
    public async Task Get_ForeignOriginOrHost_Is403(string path, string header, string value)
    {
        using var response = await GetAsync(serve.Client, new Uri(serve.Address, path), (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("healthz", "alive")]
    [InlineData("", "/mcp")]
    [InlineData("dashboard", "queue_status")]
    public async Task Get_Page_Answers(string path, string expected)
    {
        using var response = await GetAsync(serve.Client, new Uri(serve.Address, path), ("Origin", "http://localhost:5173"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TokenRequired_401WithoutAnd200With()
    {
        const string Token = "0123456789abcdef0123456789abcdef";
        using var folder = new TemporaryFolder();
        await using var guarded = await ServeProcess.StartAsync(["--host", "0.0.0.0", "--token-file", folder.Write("token", Token + "\n")]);
        var address = new UriBuilder(guarded.Address) { Host = "127.0.0.1" }.Uri;

        using var without = await GetAsync(serve.Client, address);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal("Bearer", Assert.Single(without.Headers.WwwAuthenticate).Scheme);
        using var wrong = await GetAsync(serve.Client, new Uri(address, "mcp"), ("Authorization", "Bearer " + Token[1..]));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var right = await GetAsync(serve.Client, address, ("Authorization", "Bearer " + Token));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        using var health = await GetAsync(serve.Client, new Uri(address, "healthz"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.DoesNotContain(Token, guarded.Process.StandardError, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, Uri address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
