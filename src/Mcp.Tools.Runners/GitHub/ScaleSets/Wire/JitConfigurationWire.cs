using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record JitConfigurationWire(RunnerWire Runner, [property: JsonPropertyName("encodedJITConfig")] Secret EncodedJitConfig);
