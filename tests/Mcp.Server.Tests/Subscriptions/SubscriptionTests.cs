using System.Text.Json;
using Mcp.Server.Tests.Processes;
using Mcp.Server.Tests.Wire;
using ModelContextProtocol.Client;

namespace Mcp.Server.Tests.Subscriptions;

/// <summary>Subscriptions over every revision and transport; what changes is written by another process.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string Status = "runners://status";

    private readonly TemporaryFolder _folder = new();
    private ServeProcess? _serve;
    private McpClient? _writer;

    private string[] Arguments => ["--ledger", _folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/", "--allow", "launch,stop"];

    public async ValueTask InitializeAsync()
    {
        _serve = await ServeProcess.StartAsync(Arguments);
        _writer = await McpClient.CreateAsync(
            new StdioClientTransport(new() { Command = ProductProcess.Path, Arguments = ["stdio", .. Arguments] }), cancellationToken: TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer!.DisposeAsync();
        await _serve!.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task Subscribe_AnotherProcessChangesSomething_TellsThatAndNothingElse(string transport, string revision)
    {
        var (watched, other) = (await LaunchAsync(), await LaunchAsync());
        await using var wire = await OpenAsync(transport, revision);
        await SubscribeAsync(wire, Status, $"runners://runner/{watched}");

        await StopAsync(other); // neither the status nor the runner that is watched
        await StopAsync(watched);
        Assert.Equal($"runners://runner/{watched}", await UpdatedAsync(wire));

        await LaunchAsync();
        Assert.Equal(Status, await UpdatedAsync(wire));
    }

    [Theory]
    [InlineData("stdio", "2025-11-25")]
    [InlineData("http", "2025-11-25")]
    [InlineData("http", "2024-11-05")]
    public async Task Unsubscribe_LaterChange_IsNotTold(string transport, string revision)
    {
        var watched = await LaunchAsync();
        await using var wire = await OpenAsync(transport, revision);
        await SubscribeAsync(wire, Status, $"runners://runner/{watched}");
        await wire.AskAsync("resources/unsubscribe", $"\"uri\":\"{Status}\"");

        await LaunchAsync();
        await StopAsync(watched);

        Assert.Equal($"runners://runner/{watched}", await UpdatedAsync(wire));
    }

    [Theory]
    [InlineData("stdio")]
    [InlineData("http")]
    public async Task Listen_WhatCannotBeWatched_IsLeftOutOfWhatIsGranted(string transport)
    {
        await using var wire = await OpenAsync(transport, "2026-07-28");

        await wire.SendAsync("subscriptions/listen", """
            "notifications":{"toolsListChanged":true,"resourceSubscriptions":["runners://status","runners://runner/nobody","ui://x"]}
            """);
        var granted = (await wire.NextAsync()).GetProperty("params").GetProperty("notifications");

        Assert.True(granted.GetProperty("toolsListChanged").GetBoolean());
        Assert.Equal([Status], granted.GetProperty("resourceSubscriptions").EnumerateArray().Select(uri => uri.GetString()!));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Stdio_InputEndsWhileSubscribed_ExitsAndWroteOnlyMessages(string revision)
    {
        await using var wire = await OpenAsync("stdio", revision);
        await SubscribeAsync(wire, Status);

        Assert.Equal(0, await Assert.IsType<StdioWire>(wire).EndAsync());
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Stdio_InputEndsWhileSubscribedAndAToolRuns_EndsBothAndExits(string revision)
    {
        using var folder = new TemporaryFolder();
        await using var wire = await Wire.Wire.OpenAsync("stdio", revision, Arguments, serve: null, await HangingGpuTool.CreateAsync(folder));
        await SubscribeAsync(wire, Status);
        var call = await wire.SendAsync("tools/call", """
            "name":"check_model_fit","arguments":{"precision":"fp16","parameters_billions":1}
            """);
        var child = await HangingGpuTool.WaitForStartAsync(folder);

        Assert.Equal(0, await Assert.IsType<StdioWire>(wire).EndAsync());
        Assert.Contains("cancelled", (await wire.ResponseAsync(call)).ToString(), StringComparison.Ordinal);
        await ChildProcess.WaitForEndAsync(child);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Http_ManyLeaveWithoutAWord_TheServerServesOnAndEndsAtOnce(string revision)
    {
        for (var client = 0; client < 20; client++)
        {
            await using var wire = await OpenAsync("http", revision);
            await SubscribeAsync(wire, Status);
        }

        await using var last = await OpenAsync("http", revision);
        await SubscribeAsync(last, Status);
        await LaunchAsync();
        Assert.Equal(Status, await UpdatedAsync(last));
        await _serve!.Process.TerminateAsync(TestContext.Current.CancellationToken);

        await _serve.Process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken);
        Assert.Equal(0, _serve.Process.ExitCode);
    }

    /// <summary>The SDK's own client, as an application uses it.</summary>
    [Theory]
    [InlineData(HttpTransportMode.StreamableHttp, "mcp", "2025-06-18")]
    [InlineData(HttpTransportMode.StreamableHttp, "mcp", "2025-11-25")]
    [InlineData(HttpTransportMode.Sse, "sse", "2024-11-05")]
    public async Task Client_SubscribesOverHttp_IsTold(HttpTransportMode mode, string path, string revision)
    {
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri(_serve!.Address, path), TransportMode = mode }),
            new McpClientOptions { ProtocolVersion = revision },
            cancellationToken: TestContext.Current.CancellationToken);
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var subscription = await client.SubscribeToResourceAsync(
            Status,
            (update, _) =>
            {
                told.TrySetResult(update.Uri);
                return ValueTask.CompletedTask;
            },
            cancellationToken: TestContext.Current.CancellationToken);

        await LaunchAsync();

        Assert.Equal(Status, await told.Task.WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken));
    }

    private Task<Wire.Wire> OpenAsync(string transport, string revision) => Wire.Wire.OpenAsync(transport, revision, Arguments, _serve);

    private static async Task SubscribeAsync(Wire.Wire wire, params string[] uris)
    {
        if (wire.Revision == "2026-07-28")
        {
            await wire.SendAsync("subscriptions/listen", $$"""
                "notifications":{"resourceSubscriptions":{{JsonSerializer.Serialize(uris)}}}
                """);
            var acknowledged = await wire.NextAsync();
            Assert.Equal("notifications/subscriptions/acknowledged", acknowledged.GetProperty("method").GetString());
            return;
        }

        foreach (var uri in uris)
        {
            Assert.True((await wire.AskAsync("resources/subscribe", $"\"uri\":\"{uri}\"")).TryGetProperty("result", out _));
        }
    }

    private static async Task<string?> UpdatedAsync(Wire.Wire wire)
    {
        var told = await wire.NextAsync();
        Assert.Equal("notifications/resources/updated", told.GetProperty("method").GetString());
        if (wire.Revision == "2026-07-28")
        {
            Assert.Equal(1, told.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetInt32());
        }

        return told.GetProperty("params").GetProperty("uri").GetString();
    }

    private async Task<string> LaunchAsync()
    {
        var answer = await WriteAsync("launch_runner", "repository", "octo/web");
        return answer.GetProperty("runners")[0].GetProperty("name").GetString()!;
    }

    private Task<JsonElement> StopAsync(string runner) => WriteAsync("stop_runner", "runner", runner);

    private async Task<JsonElement> WriteAsync(string tool, string argument, string value)
    {
        var confirmed = await AgreedPlan.ConfirmAsync(_writer!, tool, new Dictionary<string, object?> { [argument] = value }, TestContext.Current.CancellationToken);
        var answer = await _writer!.CallToolAsync(tool, confirmed, cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotEqual(true, answer.IsError);
        return answer.StructuredContent!.Value;
    }
}
