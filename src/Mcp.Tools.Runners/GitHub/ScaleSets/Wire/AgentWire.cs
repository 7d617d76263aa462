using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <summary>What the service wants to know about its clients, in the User-Agent header.</summary>
internal sealed record AgentWire(
    string System,
    string Version,
    string Subsystem,
    string Kind,
    [property: JsonPropertyName("scale_set_id")] int ScaleSetId);
