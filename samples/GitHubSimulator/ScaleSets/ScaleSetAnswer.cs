using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>What an operation of the scale-set service answers.</summary>
internal sealed record ScaleSetAnswer(int Status, JsonNode? Body = null)
{
    public static ScaleSetAnswer Ok(JsonNode body) => new(200, body);

    public static ScaleSetAnswer Problem(int status, string type, string message) =>
        new(status, new JsonObject { ["typeName"] = $"GitHub.DistributedTask.WebApi.{type}, GitHub.DistributedTask.WebApi", ["typeKey"] = type, ["message"] = message });

    public static ScaleSetAnswer NotFound(string what) => Problem(404, "RunnerScaleSetNotFoundException", $"No {what} found.");

    public static ScaleSetAnswer Unauthorized() => Problem(401, "VssUnauthorizedException", "The token is expired or unknown.");
}
