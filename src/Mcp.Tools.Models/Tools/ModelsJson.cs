using System.Text.Json.Serialization;
using Mcp.Tools.Models.Answers;

namespace Mcp.Tools.Models.Tools;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelFitAnswer))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(FoundModels))]
[JsonSerializable(typeof(ModelDescription))]
[JsonSerializable(typeof(RegisteredModel))]
[JsonSerializable(typeof(RemovedModel))]
[JsonSerializable(typeof(CatalogueStats))]
[JsonSerializable(typeof(ScannedModels))]
[JsonSerializable(typeof(RecommendedModels))]
[JsonSerializable(typeof(RatedModel))]
[JsonSerializable(typeof(ServedModelList))]
[JsonSerializable(typeof(LaunchCommand))]
[JsonSerializable(typeof(ModelReply))]
internal sealed partial class ModelsJson : JsonSerializerContext;
