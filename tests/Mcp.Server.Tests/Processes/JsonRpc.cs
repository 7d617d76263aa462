using System.Text.Json;

namespace Mcp.Server.Tests.Processes;

/// <summary>Messages as a client writes them.</summary>
internal static class JsonRpc
{
    public const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    private const string Meta =
        """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
        """;

    public static string Initialize(string version = "2025-11-25") =>
        $$$$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"{{{{version}}}}","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    public static string Request(int id, string method) => $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"method":"{{{{method}}}}"}""";

    public static string Call(int id, string tool, string arguments) =>
        $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"method":"tools/call","params":{"name":"{{{{tool}}}}","arguments":{{{{arguments}}}}}}""";

    /// <summary>A request of revision 2026-07-28, which needs no handshake.</summary>
    public static string Stateless(int id, string method, string parameters = "") =>
        $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"method":"{{{{method}}}}","params":{{{{{(parameters.Length == 0 ? Meta : Meta + "," + parameters)}}}}}}""";

    /// <summary>Reads a line that must be a JSON-RPC message.</summary>
    public static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var message = document.RootElement.Clone();
        Assert.Equal(JsonValueKind.Object, message.ValueKind);
        Assert.Equal("2.0", message.GetProperty("jsonrpc").GetString());
        return message;
    }

    public static IReadOnlyList<string> ToolNames(JsonElement response) =>
        [.. response.GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)];
}
