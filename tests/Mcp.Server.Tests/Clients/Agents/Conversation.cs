using System.Text.Json;

namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>A request in the format of Anthropic's messages API: the tools, and what has been said so far.</summary>
internal sealed class Conversation
{
    private static readonly string[] Prefixes = ["mcp__runners__", "runners-"];

    private readonly JsonElement _request;

    private Conversation(JsonElement request)
    {
        _request = request;
        Tools = request.TryGetProperty("tools", out var tools)
            ? [.. tools.EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!)]
            : [];
        var blocks = request.GetProperty("messages").EnumerateArray().SelectMany(message => Blocks(message.GetProperty("content"))).ToList();
        var calls = blocks.Where(block => Kind(block) == "tool_use").ToDictionary(call => call.GetProperty("id").GetString()!, call => call.GetProperty("name").GetString()!);
        Results =
        [
            .. blocks.Where(block => Kind(block) == "tool_result").Select(result => new ToolResult(
                Short(calls[result.GetProperty("tool_use_id").GetString()!]),
                result.TryGetProperty("content", out var content) ? string.Concat(Blocks(content).Select(Text)) : "",
                result.TryGetProperty("is_error", out var failed) && failed.GetBoolean())),
        ];
    }

    /// <summary>The names of the tools that the model may call at once.</summary>
    public IReadOnlyList<string> Tools { get; }

    public IReadOnlyList<ToolResult> Results { get; }

    public string Model => _request.GetProperty("model").GetString()!;

    public bool Streams => _request.TryGetProperty("stream", out var stream) && stream.GetBoolean();

    /// <summary>All that was sent.</summary>
    public string Raw => _request.GetRawText();

    public static Conversation Parse(string json) => new(JsonElement.Parse(json));

    /// <summary>The client's own name of a tool of this product; null: it may not be called at once.</summary>
    public string? NameOf(string tool) => Tools.FirstOrDefault(name => name != tool && Short(name) == tool);

    /// <summary>The client's tool that loads deferred ones by name.</summary>
    public string? ToolSearch => Tools.FirstOrDefault(name => name == "ToolSearch");

    public IReadOnlyList<ToolResult> ResultsOf(string tool) => [.. Results.Where(result => result.Tool == tool)];

    private static string Short(string name) => Prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? name[prefix.Length..] : name;

    private static JsonElement[] Blocks(JsonElement content) => content.ValueKind == JsonValueKind.Array ? [.. content.EnumerateArray()] : [content];

    private static string Kind(JsonElement block) => block.ValueKind == JsonValueKind.Object ? block.GetProperty("type").GetString()! : "text";

    private static string Text(JsonElement block) => block.ValueKind == JsonValueKind.String ? block.GetString()!
        : block.TryGetProperty("text", out var text) ? text.GetString()!
        : "";
}
