using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>GitHub's events: what a record requires must be there, everything else is passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ActionWire))]
[JsonSerializable(typeof(JobEventWire))]
[JsonSerializable(typeof(RunEventWire))]
internal sealed partial class WebhookJson : JsonSerializerContext;
