using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Server.Http;

/// <summary>A page without scripts: the summary of <c>queue_status</c>, and its whole answer below.</summary>
internal static class Dashboard
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(QueueReading reading)
    {
        var answer = reading.Json is null ? null : JsonNode.Parse(reading.Json);
        var summary = answer is JsonObject && answer["summary"]?.GetValueKind() == JsonValueKind.String
            ? answer["summary"]!.GetValue<string>()
            : reading.Failure ?? "The answer has no summary.";
        return
            $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>mcp-runners</title>
            <style>
              :root { color-scheme: light dark; }
              body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
              pre { overflow-x: auto; }
            </style>
            <h1>mcp-runners</h1>
            <p>{{WebUtility.HtmlEncode(summary)}}</p>
            <pre>{{WebUtility.HtmlEncode(answer?.ToJsonString(Indented))}}</pre>
            <p>This is the answer of the tool <code>queue_status</code> at the time of loading; reload for a newer one. Assistants connect at <code>/mcp</code>.</p>
            </html>

            """;
    }
}
