using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Ledger;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RepositoryNameConverter)])]
[JsonSerializable(typeof(ImmutableArray<ScaleSetJob>))]
[JsonSerializable(typeof(ScaleSetStatistics))]
internal sealed partial class ScaleSetJsonContext : JsonSerializerContext;
