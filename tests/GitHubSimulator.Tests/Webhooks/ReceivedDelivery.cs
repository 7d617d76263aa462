using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

internal sealed record ReceivedDelivery(Dictionary<string, string> Headers, byte[] Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Event and action, and for a job its status.</summary>
    public string Told => $"{Headers["X-GitHub-Event"]} {(string?)Json["action"]}";
}
