using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Wire;

/// <summary>The five revisions of the protocol over both transports, message by message.</summary>
public sealed class RevisionTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ServeProcess? _serve;

    public async ValueTask InitializeAsync() => _serve = await ServeProcess.StartAsync(["--ledger", _folder.File("ledger.db"), "--allow", "launch"]);

    public async ValueTask DisposeAsync()
    {
        await _serve!.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task Wire_EachRevision_ListsReadsCompletesAndCalls(string transport, string revision)
    {
        await using var wire = await OpenAsync(transport, revision);

        Assert.Contains("queue_status", JsonRpc.ToolNames(await wire.AskAsync("tools/list")));
        Assert.Contains("plan_capacity", Names(await wire.AskAsync("prompts/list"), "prompts", "name"));
        Assert.Contains("runners://status", Names(await wire.AskAsync("resources/list"), "resources", "uri"));
        Assert.Contains("runners://runner/{runner}", Names(await wire.AskAsync("resources/templates/list"), "resourceTemplates", "uriTemplate"));
        var prompt = await wire.AskAsync("prompts/get", """
            "name":"why_is_my_job_waiting","arguments":{"job":"42"}
            """);
        Assert.Contains("explain_job", prompt.GetProperty("result").GetProperty("messages")[0].GetProperty("content").GetProperty("text").GetString(), StringComparison.Ordinal);
        var completed = await wire.AskAsync("completion/complete", """
            "ref":{"type":"ref/prompt","name":"plan_capacity"},"argument":{"name":"pool","value":"def"}
            """);
        Assert.Equal("default", completed.GetProperty("result").GetProperty("completion").GetProperty("values")[0].GetString());
        var status = (await wire.AskAsync("resources/read", """
            "uri":"runners://status"
            """)).GetProperty("result");
        Assert.Contains("summary", status.GetProperty("contents")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        var called = (await wire.AskAsync("tools/call", """
            "name":"queue_status","arguments":{}
            """)).GetProperty("result");
        Assert.False(called.TryGetProperty("isError", out var failed) && failed.GetBoolean());
        Assert.True(JsonElement.DeepEquals(called.GetProperty("structuredContent"), JsonElement.Parse(called.GetProperty("content")[0].GetProperty("text").GetString()!)));

        // Hints for caches and the kind of a result came with 2026-07-28; older clients get nothing that they do not know.
        Assert.All([status, called], result => Assert.Equal(revision == "2026-07-28", result.TryGetProperty("resultType", out _)));
        Assert.Equal(revision == "2026-07-28", status.TryGetProperty("ttlMs", out _));
    }

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task Wire_EachRevision_AnswersErrorsInItsOwnWords(string transport, string revision)
    {
        await using var wire = await OpenAsync(transport, revision);

        Assert.Equal(-32601, Code(await wire.AskAsync("no/such/method")));
        Assert.Equal(revision == "2026-07-28" ? -32602 : -32002, Code(await wire.AskAsync("resources/read", """
            "uri":"runners://runner/nobody"
            """)));
        Assert.Equal(revision == "2026-07-28" ? -32601 : -32602, Code(await wire.AskAsync("resources/subscribe", """
            "uri":"runners://runner/nobody"
            """)));
        Assert.Equal(-32602, Code(await wire.AskAsync("prompts/get", """
            "name":"plan_capacity","arguments":{"size":"big"}
            """)));
    }

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task Wire_WritingTool_IsDoneOnlyWithThePlan(string transport, string revision)
    {
        await using var wire = await OpenAsync(transport, revision);
        const string Unconfirmed = """
            "name":"launch_runner","arguments":{"repository":"octo/web"}
            """;

        var planned = (await wire.AskAsync("tools/call", Unconfirmed)).GetProperty("result");
        Assert.True(planned.GetProperty("isError").GetBoolean());
        var plan = AgreedPlan.Of(planned.GetProperty("content")[0].GetProperty("text").GetString()!);
        var done = (await wire.AskAsync("tools/call", $$"""
            "name":"launch_runner","arguments":{"repository":"octo/web","confirm":true,"plan":"{{plan}}"}
            """)).GetProperty("result");

        Assert.Single(done.GetProperty("structuredContent").GetProperty("runners").EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(Transports.All), MemberType = typeof(Transports))]
    public async Task Wire_Cancelled_EndsWhatTheToolStarted(string transport, string revision)
    {
        using var folder = new TemporaryFolder();
        var hanging = await HangingGpuTool.CreateAsync(folder);
        await using var serve = transport == "http" ? await ServeProcess.StartAsync(environment: hanging) : null;
        await using var wire = await Wire.OpenAsync(transport, revision, ["--ledger", folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/"], serve, hanging);
        var sent = wire.SendAsync("tools/call", """
            "name":"check_model_fit","arguments":{"precision":"fp16","parameters_billions":1}
            """);
        var child = await HangingGpuTool.WaitForStartAsync(folder);

        if (wire is HttpWire http && revision == "2026-07-28")
        {
            await http.AbortAsync(1);
        }
        else
        {
            var id = await sent;
            await wire.NotifyAsync("notifications/cancelled", $"\"requestId\":{id},\"reason\":\"not needed\"");
        }

        await ChildProcess.WaitForEndAsync(child);
        Assert.Contains("queue_status", JsonRpc.ToolNames(await wire.AskAsync("tools/list")));
    }

    private Task<Wire> OpenAsync(string transport, string revision) => Wire.OpenAsync(
        transport, revision, ["--ledger", _folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/", "--allow", "launch"], _serve);

    private static IEnumerable<string?> Names(JsonElement response, string list, string name) =>
        response.GetProperty("result").GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty(name).GetString());

    private static int Code(JsonElement response) => response.GetProperty("error").GetProperty("code").GetInt32();
}
