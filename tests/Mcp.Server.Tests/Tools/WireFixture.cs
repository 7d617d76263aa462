using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Tools;

/// <summary>What the executable lists over the wire.</summary>
public sealed class WireFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public IReadOnlyList<JsonElement> Tools { get; private set; } = [];

    /// <summary>The answer to <c>initialize</c>.</summary>
    public JsonElement Server { get; private set; }

    /// <summary>The page's entry in <c>resources/list</c>, and what <c>resources/read</c> gives for it.</summary>
    public (JsonElement Listed, JsonElement Read) Page { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await using var process = ProductProcess.Start(["stdio", "--ledger", _folder.File("ledger.db")], _folder.Path);
        Server = await AskAsync(process, JsonRpc.Initialize());
        await process.SendAsync(JsonRpc.Initialized);
        Tools = [.. (await AskAsync(process, JsonRpc.Request(2, "tools/list"))).GetProperty("tools").EnumerateArray()];
        var resources = await AskAsync(process, JsonRpc.Request(3, "resources/list"));
        var page = resources.GetProperty("resources").EnumerateArray().Single(resource => resource.GetProperty("uri").GetString()!.StartsWith("ui://", StringComparison.Ordinal));
        var read = await AskAsync(process, $$$"""{"jsonrpc":"2.0","id":4,"method":"resources/read","params":{"uri":"{{{page.GetProperty("uri").GetString()}}}"}}""");
        Page = (page, Assert.Single(read.GetProperty("contents").EnumerateArray()));
        process.CloseInput();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<JsonElement> AskAsync(ProductProcess process, string request)
    {
        await process.SendAsync(request);
        return JsonRpc.Parse(await process.ReadLineAsync(CancellationToken.None)).GetProperty("result");
    }
}
