using System.Net;
using System.Security.Cryptography;
using System.Text;
using Mcp.Server.Tests.Processes;
using Mcp.Tools.Runners;
using Microsoft.Data.Sqlite;

namespace Mcp.Server.Tests.Http.Webhooks;

public sealed class WebhookEndpointTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private const string Event =
        """{"action":"queued","repository":{"full_name":"octocat/web","private":true},"workflow_job":{"id":7,"run_id":1,"name":"build","status":"queued","labels":["self-hosted"],"created_at":"2026-01-01T00:00:00Z"}}""";

    [Fact]
    public async Task Post_EachKind_IsAnsweredAsGitHubUnderstandsIt()
    {
        using var folder = new TemporaryFolder();
        await using var serve = await ServeProcess.StartAsync(
            ["--host", "0.0.0.0", "--token-file", folder.Write("token", "0123456789abcdef"), "--webhook-secret-file", folder.Write("secret", Secret + "\n")]);
        using var client = new HttpClient { BaseAddress = new UriBuilder(serve.Address) { Host = "127.0.0.1" }.Uri };

        // Signed is as good as a token; not signed is none.
        Assert.Equal((HttpStatusCode.Accepted, "Taken in.\n"), await PostAsync(client, Event, id: "one"));
        Assert.Equal((HttpStatusCode.Accepted, "This delivery was taken in before.\n"), await PostAsync(client, Event, id: "one"));
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client, """{"zen":"x"}""", name: "ping")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(client, Event, signedBody: Event + " ")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(client, Event, signature: "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, """{"action":"queued"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, Event, id: "")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(client, "payload=%7B%7D", type: "application/x-www-form-urlencoded")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, Event, host: "evil.example")).Status);
        using var get = await client.GetAsync(new Uri("webhooks/github", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.False(get.IsSuccessStatusCode);
        Assert.DoesNotContain(Secret, serve.Process.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, false, HttpStatusCode.Accepted)]
    [InlineData(0, true, HttpStatusCode.Accepted)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_AboutTwentyFiveMebibytes_IsTheLimit(int beyond, bool chunked, HttpStatusCode expected)
    {
        await using var serve = await ServeProcess.StartAsync(environment: ("GITHUB_WEBHOOK_SECRET", Secret));
        using var client = new HttpClient { BaseAddress = serve.Address };
        var body = Event + new string(' ', WebhookInbox.MaxBodyBytes + beyond - Event.Length);
        Assert.Equal(expected, (await PostAsync(client, body, chunked: chunked)).Status);
    }

    [Fact]
    public async Task Post_NoSecret_Is404AndSaysWhatToSet()
    {
        await using var serve = await ServeProcess.StartAsync();
        using var client = new HttpClient { BaseAddress = serve.Address };
        var (status, text) = await PostAsync(client, Event);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("GITHUB_WEBHOOK_SECRET", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LedgerIsLocked_Is503AndLaterTakenIn()
    {
        using var folder = new TemporaryFolder();
        var ledger = folder.File("locked.db");
        await using var serve = await ServeProcess.StartAsync(["--ledger", ledger], null, ("GITHUB_WEBHOOK_SECRET", Secret));
        using var client = new HttpClient { BaseAddress = serve.Address };
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client, Event, id: "one")).Status);
        await using (var holder = new SqliteConnection($"Data Source={ledger};Pooling=False"))
        {
            await holder.OpenAsync(TestContext.Current.CancellationToken);
            await using var lockIt = holder.BeginTransaction(deferred: false);
            using var refused = await SendAsync(client, Event, id: "two");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(30, refused.Headers.RetryAfter?.Delta?.TotalSeconds);
        }

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(client, Event, id: "two")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(
        HttpClient client, string body, string id = "guid", string name = "workflow_job", string? signedBody = null, string? signature = null, string type = "application/json", string? host = null, bool chunked = false)
    {
        using var response = await SendAsync(client, body, id, name, signedBody, signature, type, host, chunked);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string body, string id = "guid", string name = "workflow_job", string? signedBody = null, string? signature = null, string type = "application/json", string? host = null, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/github") { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        request.Headers.Host = host;
        request.Headers.Add("X-GitHub-Event", name);
        request.Headers.Add("X-GitHub-Delivery", id);
        request.Headers.Add("X-Hub-Signature-256", signature ?? "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signedBody ?? body))));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
