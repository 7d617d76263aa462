using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>What a REST operation answers, before headers, ETag and limits are added.</summary>
internal sealed record ApiReply(int Status, JsonNode? Body = null)
{
    public string? Link { get; init; }

    public string? Location { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What an App or a fine-grained token needs for it.</summary>
    public string? AcceptedPermissions { get; init; }

    public static ApiReply Ok(JsonNode body) => new(200, body);

    public static ApiReply Error(int status, string message) => new(status, new JsonObject
    {
        ["message"] = message,
        ["documentation_url"] = "https://docs.github.com/rest",
        ["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture),
    });

    public static ApiReply NotFound() => Error(404, "Not Found");
}
