using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Wire;

/// <summary>A connection as the specification draws it: JSON-RPC messages written by hand, no SDK.</summary>
internal abstract class Wire(string revision) : IAsyncDisposable
{
    private const string Newest = "2026-07-28";

    private int _id;

    public string Revision => revision;

    protected bool IsStateless => revision == Newest;

    public static async Task<Wire> OpenAsync(string transport, string revision, IReadOnlyList<string> arguments, ServeProcess? serve = null, params (string, string)[] environment)
    {
        Wire wire = transport switch
        {
            "stdio" => new StdioWire(revision, ProductProcess.Start(["stdio", .. arguments], directory: null, environment)),
            _ when revision == "2024-11-05" => await SseWire.OpenAsync(revision, serve!),
            _ => new HttpWire(revision, serve!),
        };
        await wire.BeginAsync();
        return wire;
    }

    /// <summary>Sends a request and waits for its response; what comes before it is kept for <see cref="NextAsync"/>.</summary>
    public async Task<JsonElement> AskAsync(string method, string parameters = "") => await ResponseAsync(await SendAsync(method, parameters));

    /// <summary>Sends a request; the response is waited for later.</summary>
    public async Task<int> SendAsync(string method, string parameters = "")
    {
        var id = ++_id;
        await SendAsync(id, method, IsStateless ? JsonRpc.Stateless(id, method, parameters) : $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{ {{parameters}} } }""", Name(parameters));
        return id;
    }

    public Task NotifyAsync(string method, string parameters) => SendAsync(
        id: null, method, $$"""{"jsonrpc":"2.0","method":"{{method}}","params":{ {{parameters}} } }""", name: null);

    public abstract Task<JsonElement> ResponseAsync(int id);

    /// <summary>The next message that is no response.</summary>
    public abstract Task<JsonElement> NextAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task SendAsync(int? id, string method, string message, string? name);

    private async Task BeginAsync()
    {
        if (IsStateless)
        {
            return;
        }

        var answer = await AskAsync("initialize", $$"""
            "protocolVersion":"{{revision}}","capabilities":{},"clientInfo":{"name":"wire","version":"1"}
            """);
        Assert.Equal(revision, answer.GetProperty("result").GetProperty("protocolVersion").GetString());
        await NotifyAsync("notifications/initialized", "");
    }

    // 2026-07-28 repeats in a header what a call is about.
    private static string? Name(string parameters)
    {
        using var document = JsonDocument.Parse($"{{{parameters}}}");
        return document.RootElement.TryGetProperty("name", out var name) || document.RootElement.TryGetProperty("uri", out name) ? name.GetString() : null;
    }
}
