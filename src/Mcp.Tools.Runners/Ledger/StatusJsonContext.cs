using System.Text.Json.Serialization;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Ledger;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DemandStatus))]
[JsonSerializable(typeof(LauncherStatus))]
[JsonSerializable(typeof(RateBudget))]
[JsonSerializable(typeof(ContainerStatus))]
[JsonSerializable(typeof(PullStatus))]
[JsonSerializable(typeof(ImageStatus))]
[JsonSerializable(typeof(PulledImages))]
[JsonSerializable(typeof(IReadOnlyList<DriftedRunner>))]
[JsonSerializable(typeof(IReadOnlyList<SourceStatus>))]
[JsonSerializable(typeof(ScaleSetStatus))]
[JsonSerializable(typeof(PollHistory))]
[JsonSerializable(typeof(IReadOnlyList<NamedBudget>))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
