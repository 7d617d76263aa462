using System.Text.Json.Serialization;

namespace Mcp.Tools.Models.Catalogue;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelRecord))]
[JsonSerializable(typeof(FieldSource))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<ModelPort>))]
[JsonSerializable(typeof(ServingConfiguration))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
