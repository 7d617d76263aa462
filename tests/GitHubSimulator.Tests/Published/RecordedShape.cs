using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

/// <summary>Compares an answer with a recorded one of the same kind.</summary>
internal static class RecordedShape
{
    /// <summary>What the recording has and ours lacks or has as another JSON type. Null stands for any type, and an empty list
    /// says nothing of its items.</summary>
    public static IReadOnlyList<string> Missing(JsonNode? recorded, JsonNode? ours, string at = "")
    {
        if (recorded is null || ours is null)
        {
            return [];
        }
        if (Kind(recorded) != Kind(ours))
        {
            return [$"{at}: recorded {Kind(recorded)}, ours {Kind(ours)}"];
        }
        return recorded switch
        {
            JsonObject fields =>
            [
                .. fields.SelectMany(field => ours.AsObject().ContainsKey(field.Key)
                    ? Missing(field.Value, ours[field.Key], $"{at}/{field.Key}")
                    : [$"{at}/{field.Key}: missing"]),
            ],
            JsonArray { Count: > 0 } list when ours.AsArray().Count > 0 => Missing(list[0], ours[0], at + "/0"),
            _ => [],
        };
    }

    private static JsonValueKind Kind(JsonNode node) =>
        node.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node.GetValueKind();
}
