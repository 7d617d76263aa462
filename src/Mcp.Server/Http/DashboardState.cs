using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Server.Http;

/// <summary>The state of the parts, each with its source and age.</summary>
internal static class DashboardState
{
    public static string Render(JsonObject answer)
    {
        var runners = answer["runners"];
        var states = string.Join(", ", (runners?["by_state"] as JsonObject ?? []).Select(state => $"{state.Value} {state.Key}"));
        var autoscaler = answer["autoscaler"];
        var budget = answer["github_budget"];
        return "<dl>"
            + Entry("Runners", $"{Value(runners?["used"])} of {Value(runners?["of"])}{(states.Length > 0 ? $" ({states})" : "")}", runners?["seen"])
            + Entry("Queues", Value(answer["demand"]?["quality"]), answer["demand"]?["seen"])
            + Entry("Autoscaler", autoscaler?["alive"]?.GetValueKind() == JsonValueKind.True ? $"alive, {Value(autoscaler["holder"])}" : "none is alive", autoscaler?["last_pass"])
            + Entry("Engine", Value(answer["engine"]?["engine"] ?? answer["engine"]?["state"]), answer["engine"]?["seen"])
            + string.Concat((answer["pulls"] as JsonArray ?? []).Select(pull => Entry("Pulling", $"{Value(pull?["image"])}: {Value(pull?["progress"])}", pull?["seen"])))
            + Entry("GitHub budget", $"{Value(budget?["remaining"])} of {Value(budget?["limit"])} requests left", budget?["seen"])
            + "</dl>";
    }

    /// <summary>The largest two units: 45 s, 3 min 5 s, 2 h 10 min, 4 d 3 h.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalSeconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h"),
    };

    private static string Entry(string name, string value, JsonNode? seen)
    {
        var age = seen?["age_seconds"]?.GetValueKind() == JsonValueKind.Number
            ? $"{Span(TimeSpan.FromSeconds(seen["age_seconds"]!.GetValue<double>()))} ago"
            : "never seen";
        return $"<dt>{name}</dt><dd>{WebUtility.HtmlEncode(value)} <small>{age}</small></dd>";
    }

    private static string Value(JsonNode? node) => node?.ToString() ?? "unknown";
}
