using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record RegistrationRequestWire(string Url, [property: JsonPropertyName("runner_event")] string RunnerEvent);
