using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Server.Http;

/// <summary>A page without scripts: what waits and why, what runs, how fresh each number is; and the whole answer of <c>queue_status</c> below.</summary>
internal static class Dashboard
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(QueueReading reading)
    {
        var answer = reading.Json is null ? null : JsonNode.Parse(reading.Json) as JsonObject;
        return
            $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="refresh" content="5">
            <title>mcp-runners</title>
            <style>{{DashboardStyle.Css}}</style>
            <header><h1>mcp-runners</h1><p>{{Text(Summary(reading, answer))}}</p></header>
            {{(answer is null ? "" : Body(answer))}}
            <footer>Each number as of the last pass; this page reloads every 5 seconds. Assistants connect at <code>/mcp</code>.</footer>
            </html>

            """;
    }

    private static string Body(JsonObject answer) =>
        $$"""
        <main>
        <section><h2>Waiting</h2>{{Waiting(answer)}}</section>
        <section><h2>Running</h2>{{Running(answer)}}</section>
        <section><h2>State</h2>{{DashboardState.Render(answer)}}</section>
        <details><summary>The whole answer of <code>queue_status</code></summary><pre>{{Text(answer.ToJsonString(Indented))}}</pre></details>
        </main>
        """;

    private static string Waiting(JsonObject answer) => Table(
        "No job waits.",
        ["Repository", "Jobs", "Longest", "Decision", "Reason"],
        Rows(answer, "queues", group =>
        [
            Word(group["repository"]),
            Word(group["jobs"]),
            Span(group["oldest_wait_seconds"]),
            $"""<span class="{Word(group["decision"])}">{Word(group["decision"])}</span>""",
            Word(group["reason"]),
        ]));

    private static string Running(JsonObject answer) => Table(
        "No job runs.",
        ["Repository", "Job", "Runner", "For"],
        Rows(answer, "running", job => [Word(job["repository"]), Word(job["name"]), Word(job["runner"]), Span(job["runs_seconds"])]));

    private static IReadOnlyList<string[]> Rows(JsonObject answer, string name, Func<JsonObject, string[]> row) =>
        [.. (answer[name] as JsonArray ?? []).OfType<JsonObject>().Select(row)];

    private static string Table(string empty, string[] head, IReadOnlyList<string[]> rows) => rows.Count == 0
        ? $"<p>{empty}</p>"
        : $"<table><thead><tr>{string.Concat(head.Select(cell => $"<th>{cell}</th>"))}</tr></thead><tbody>"
            + string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>"))
            + "</tbody></table>";

    private static string Summary(QueueReading reading, JsonObject? answer) => answer?["summary"]?.GetValueKind() == JsonValueKind.String
        ? answer["summary"]!.GetValue<string>()
        : reading.Failure ?? "The answer has no summary.";

    private static string Word(JsonNode? node) => Text(node?.ToString() ?? "unknown");

    private static string Span(JsonNode? seconds) => seconds?.GetValueKind() == JsonValueKind.Number
        ? DashboardState.Span(TimeSpan.FromSeconds(seconds.GetValue<double>()))
        : "unknown";

    private static string Text(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
