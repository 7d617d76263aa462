using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>model_stats</c>: the catalogue in numbers.</summary>
internal sealed class ModelStatsTool(Lazy<ModelCatalogue> catalogue, TimeProvider time, ILogger<ModelStatsTool> logger) : ModelTool(
    ToolDefinition.Build(
        "model_stats",
        "Show model statistics",
        "Counts the models of the catalogue: all, those with performance figures, those whose size is known, by architecture, by task, and which were used most over this server and when. Use it for 'how many models do we have', 'what kinds', 'which do we use'.",
        """{"type":"object","properties":{},"additionalProperties":false}""",
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    private const int Most = 25;
    private const int MostUsed = 10;

    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var statistics = catalogue.Value.Statistics(Most);
        var now = time.GetUtcNow();
        return Task.FromResult(BoundedAnswer.Of(new CatalogueStats
        {
            Summary = statistics.Total == 0
                ? "The catalogue is empty."
                : $"{Wording.Count(statistics.Total, "model")}; {statistics.WithPerformance:#,0} with performance figures, {statistics.WithCompatibility:#,0} of known size.",
            NextSteps = statistics.Total == 0
                ? ["scan_models reads models from folders, the hub and endpoints; register_model adds one by hand."]
                : ["search_models and list_models show them; recommend_model picks one for a task on this host."],
            TotalModels = statistics.Total,
            ModelsWithPerformance = statistics.WithPerformance,
            ModelsWithCompatibility = statistics.WithCompatibility,
            ModelsByArchitecture = [.. statistics.ByArchitecture.Select(Clipped)],
            ModelsByTask = [.. statistics.ByTask.Select(Clipped)],
            MostUsed = [.. statistics.MostUsed.Take(MostUsed).Select(ModelSummaries.Of)],
            Seen = Provenance.Of("catalogue", now, now),
        }));
    }

    private static NamedCount Clipped(NamedCount count) => count with { Name = Wording.Clip(count.Name, 100) };
}
