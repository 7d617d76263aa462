using System.Net;
using System.Text;
using System.Text.Json;
using Mcp.Server.Tests.Processes;
using ModelContextProtocol.Client;

namespace Mcp.Server.Tests.Http;

public sealed class RevisionTests(ServeFixture serve) : IClassFixture<ServeFixture>
{
    [Fact]
    public async Task Post_2025_GetsASessionAndLists()
    {
        using var initialized = await PostAsync(JsonRpc.Initialize());
        var session = Assert.Single(initialized.Headers.GetValues("Mcp-Session-Id"));
        using var _ = await PostAsync(JsonRpc.Initialized, ("Mcp-Session-Id", session), ("MCP-Protocol-Version", "2025-11-25"));
        using var listed = await PostAsync(JsonRpc.Request(2, "tools/list"), ("Mcp-Session-Id", session), ("MCP-Protocol-Version", "2025-11-25"));
        Assert.Contains("check_model_fit", JsonRpc.ToolNames(await MessageAsync(listed)));
    }

    [Fact]
    public async Task Post_2026_ListsWithoutASession()
    {
        using var listed = await PostAsync(JsonRpc.Stateless(1, "tools/list"), ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/list"));
        Assert.False(listed.Headers.Contains("Mcp-Session-Id"));
        Assert.Contains("check_model_fit", JsonRpc.ToolNames(await MessageAsync(listed)));
    }

    [Theory]
    [InlineData("mcp", HttpTransportMode.StreamableHttp)]
    [InlineData("mcp/sse", HttpTransportMode.Sse)]
    [InlineData("sse", HttpTransportMode.Sse)]
    public async Task Client_EachTransport_ListsAndCalls(string path, HttpTransportMode mode)
    {
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(serve.Address, path), TransportMode = mode }),
            cancellationToken: TestContext.Current.CancellationToken);
        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(tools, tool => tool.Name == "check_model_fit");
        var answer = await client.CallToolAsync(
            "check_model_fit",
            new Dictionary<string, object?> { ["precision"] = "q8_0", ["parameters_billions"] = 1 },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEqual(true, answer.IsError);
    }

    [Fact]
    public async Task Post_UnknownRevision_IsRefusedWithTheSupportedOnes()
    {
        using var refused = await PostAsync(JsonRpc.Request(1, "tools/list"), ("MCP-Protocol-Version", "2031-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var error = (await MessageAsync(refused)).GetProperty("error");
        Assert.Equal(-32022, error.GetProperty("code").GetInt32());
        var supported = error.GetProperty("data").GetProperty("supported").EnumerateArray().Select(version => version.GetString());
        Assert.Equal(["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"], supported);
    }

    [Fact]
    public async Task Post_UnknownRevisionWithoutAHandshake_IsRefusedWithTheOnesThatNeedNone()
    {
        using var refused = await PostAsync(
            JsonRpc.Stateless(7, "server/discover").Replace("2026-07-28", "2031-01-01", StringComparison.Ordinal), ("MCP-Protocol-Version", "2031-01-01"), ("Mcp-Method", "server/discover"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var message = await MessageAsync(refused);
        Assert.Equal(7, message.GetProperty("id").GetInt32());
        Assert.Equal(-32022, message.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(["2026-07-28"], message.GetProperty("error").GetProperty("data").GetProperty("supported").EnumerateArray().Select(version => version.GetString()));
        Assert.Equal("2031-01-01", message.GetProperty("error").GetProperty("data").GetProperty("requested").GetString());
    }

    [Fact]
    public async Task Post_UnknownArgument_IsRefusedByName()
    {
        using var refused = await PostAsync(
            JsonRpc.Stateless(1, "tools/call", """
                "name":"check_model_fit","arguments":{"precision":"fp16","paramters":1}
                """),
            ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "check_model_fit"));
        var result = (await MessageAsync(refused)).GetProperty("result");
        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.StartsWith("'paramters' is not an argument", result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string message, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, serve.Mcp) { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await serve.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> MessageAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonRpc.Parse(text.StartsWith('{') ? text : text.Split('\n').First(line => line.StartsWith("data: {", StringComparison.Ordinal))[6..]);
    }
}
