using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Tools.Runners.Resources;

/// <summary>An answer without what passes with time alone: ages, spans, when something was last confirmed, budgets that count down. Pure.</summary>
internal static class SteadyState
{
    // The words repeat the numbers, spans included; bytes of a pull come in by the second, its layers are the steps.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "summary", "next_steps", "seen", "progress", "done_bytes", "github_budget", "last_pass", "next_pass_due", "reason", "text",
    };

    public static string Of(JsonElement answer)
    {
        var node = JsonNode.Parse(answer.GetRawText())!;
        Strip(node);
        return node.ToJsonString();
    }

    private static void Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject entries:
                foreach (var name in entries.Select(entry => entry.Key).Where(IsPassing).ToList())
                {
                    entries.Remove(name);
                }

                foreach (var (_, value) in entries)
                {
                    Strip(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Strip(item);
                }

                break;
        }
    }

    private static bool IsPassing(string name) =>
        Passing.Contains(name) || name.EndsWith("_seconds", StringComparison.Ordinal) || name.EndsWith("_at", StringComparison.Ordinal);
}
