using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tests.Conformance;

/// <summary>Tools that answer with each kind of content.</summary>
internal static class ContentTools
{
    public static IEnumerable<McpServerTool> All =>
    [
        Fixture.Tool("test_simple_text", Fixture.Text("This is a simple text response for testing.")),
        Fixture.Tool("test_image_content", Fixture.Image()),
        Fixture.Tool("test_audio_content", new AudioContentBlock { Data = Fixture.Silence, MimeType = "audio/wav" }),
        Fixture.Tool("test_embedded_resource", Fixture.Embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        Fixture.Tool(
            "test_multiple_content_types",
            Fixture.Text("Multiple content types test:"),
            Fixture.Image(),
            Fixture.Embedded("test://mixed-content-resource", "application/json", """{"test":"data","value":123}""")),
        Fixture.Tool("test_error_handling", (_, _) => throw new InvalidOperationException("This tool intentionally returns an error for testing")),
        Fixture.Tool("test_tool_with_progress", ProgressAsync),
        Fixture.Tool("test_tool_with_logging", LogAsync),
        Header(),
        Schema(),
    ];

    private static async Task<CallToolResult> ProgressAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        if (request.Params.ProgressToken is { } token)
        {
            foreach (var progress in new[] { 0, 50, 100 })
            {
                await request.Server.NotifyProgressAsync(token, new() { Progress = progress, Total = 100 }, cancellationToken: cancellationToken);
            }
        }

        return Fixture.Result(Fixture.Text("done"));
    }

    private static async Task<CallToolResult> LogAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        foreach (var step in new[] { "Tool execution started", "Tool processing data", "Tool execution completed" })
        {
#pragma warning disable MCP9005 // The older revisions are tested too.
            await request.Server.SendNotificationAsync(
                NotificationMethods.LoggingMessageNotification,
                new LoggingMessageNotificationParams { Level = LoggingLevel.Info, Data = JsonSerializer.SerializeToElement(step) },
                cancellationToken: cancellationToken);
#pragma warning restore MCP9005
        }

        return Fixture.Result(Fixture.Text("done"));
    }

    /// <summary>One of its arguments is repeated in a header.</summary>
    private static McpServerTool Header()
    {
        var tool = Fixture.Tool("test_header", Fixture.Text("done"));
        tool.ProtocolTool.InputSchema = JsonElement.Parse("""
            {"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"},"query":{"type":"string"}},"required":["region","query"]}
            """);
        return tool;
    }

    private static McpServerTool Schema()
    {
        var tool = Fixture.Tool("json_schema_2020_12_tool", Fixture.Text("done"));
        tool.ProtocolTool.InputSchema = JsonElement.Parse("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "$defs": { "address": { "$anchor": "addressDef", "type": "object", "properties": { "street": { "type": "string" }, "city": { "type": "string" } } } },
              "properties": {
                "name": { "type": "string" },
                "address": { "$ref": "#/$defs/address" },
                "contactMethod": { "type": "string", "enum": ["phone", "email"] },
                "phone": { "type": "string" },
                "email": { "type": "string" }
              },
              "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
              "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
              "then": { "required": ["phone"] },
              "else": { "required": ["email"] },
              "additionalProperties": false
            }
            """);
        return tool;
    }
}
