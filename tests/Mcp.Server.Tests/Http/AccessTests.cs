using System.Net;
using System.Text;
using Mcp.Server.Tests.Processes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Tests.Http;

/// <summary>What each token lets its client do.</summary>
public sealed class AccessTests : IDisposable
{
    private const string All = "0123456789abcdef0123456789abcdef";
    private const string Read = "fedcba9876543210fedcba9876543210";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mcp", HttpTransportMode.StreamableHttp, "2025-11-25")]
    [InlineData("mcp", HttpTransportMode.StreamableHttp, "2026-07-28")]
    [InlineData("sse", HttpTransportMode.Sse, "2024-11-05")]
    public async Task ReadToken_WritingTools_AreHiddenAndRefused(string path, HttpTransportMode mode, string revision)
    {
        await using var serve = await StartAsync();
        await using var reader = await ConnectAsync(serve, path, mode, revision, Read);
        await using var writer = await ConnectAsync(serve, path, mode, revision, All);

        var readable = await ListAsync(reader);
        var refused = await reader.CallToolAsync(
            "launch_runner", new Dictionary<string, object?> { ["repository"] = "octo/web" }, cancellationToken: TestContext.Current.CancellationToken);
        var planned = await writer.CallToolAsync(
            "launch_runner", new Dictionary<string, object?> { ["repository"] = "octo/web" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("queue_status", readable);
        Assert.DoesNotContain("launch_runner", readable);
        Assert.DoesNotContain("clean_up_runners", readable);
        Assert.Contains("launch_runner", await ListAsync(writer));
        Assert.Contains("may only read", Text(refused), StringComparison.Ordinal);
        Assert.Contains("The plan:", Text(planned), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadToken_SessionOfTheOtherToken_IsRefused()
    {
        await using var serve = await StartAsync();
        using var client = new HttpClient();
        using var begun = await PostAsync(client, serve, All, session: null, JsonRpc.Initialize());

        using var taken = await PostAsync(client, serve, Read, Assert.Single(begun.Headers.GetValues("Mcp-Session-Id")), JsonRpc.Request(2, "tools/list"));

        Assert.Equal(HttpStatusCode.Forbidden, taken.StatusCode);
    }

    [Fact]
    public async Task ReadOnly_WritingTools_AreHiddenAndRefusedWhateverIsAllowed()
    {
        await using var serve = await ServeProcess.StartAsync(["--read-only", "--allow", "launch,stop"]);
        await using var client = await ConnectAsync(serve, "mcp", HttpTransportMode.StreamableHttp, "2026-07-28", token: null);

        Assert.DoesNotContain("launch_runner", await ListAsync(client));
        var refused = await client.CallToolAsync(
            "launch_runner", new Dictionary<string, object?> { ["repository"] = "octo/web" }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("--read-only", Text(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LegacyMessages_SentWithoutEnd_AreHeldBack()
    {
        await using var serve = await ServeProcess.StartAsync();
        using var client = new HttpClient();
        async Task<HttpResponseMessage> SendAsync()
        {
            using var content = new StringContent("{}", Encoding.UTF8, "application/json");
            return await client.PostAsync(new Uri(serve.Address, "message?sessionId=none"), content, TestContext.Current.CancellationToken);
        }

        var answers = new List<HttpResponseMessage>();
        while (answers.Count < 20_000 && !answers.Exists(answer => answer.StatusCode == HttpStatusCode.TooManyRequests))
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync())));
        }

        var held = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(TimeSpan.FromSeconds(1), held.Headers.RetryAfter!.Delta);
        using var health = await client.GetAsync(new Uri(serve.Address, "healthz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private Task<ServeProcess> StartAsync() => ServeProcess.StartAsync(
        ["--token-file", _folder.Write("token", All), "--read-token-file", _folder.Write("read", Read), "--allow", "launch"]);

    private static async Task<McpClient> ConnectAsync(ServeProcess serve, string path, HttpTransportMode mode, string revision, string? token) => await McpClient.CreateAsync(
        new HttpClientTransport(new()
        {
            Endpoint = new Uri(serve.Address, path),
            TransportMode = mode,
            AdditionalHeaders = token is null ? [] : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        }),
        new McpClientOptions { ProtocolVersion = revision },
        cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string>> ListAsync(McpClient client) =>
        (await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).Select(tool => tool.Name);

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, ServeProcess serve, string token, string? session, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, serve.Mcp) { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Add("Authorization", $"Bearer {token}");
        if (session is not null)
        {
            request.Headers.Add("Mcp-Session-Id", session);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
