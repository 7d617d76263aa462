using System.Text.Json.Serialization;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The JSON on the status board: whoever writes an entry and whoever reads it use this.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DemandHealth))]
[JsonSerializable(typeof(LauncherStatus))]
[JsonSerializable(typeof(RateBudget))]
internal sealed partial class BoardJson : JsonSerializerContext;
