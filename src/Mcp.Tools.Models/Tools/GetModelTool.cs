using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Recommending;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>get_model</c>: all that is known about one model, and how.</summary>
internal sealed class GetModelTool(Lazy<ModelCatalogue> catalogue, Lazy<RatingLedger> ratings, TimeProvider time, ILogger<GetModelTool> logger) : ModelTool(
    ToolDefinition.Build(
        "get_model",
        "Show a model",
        "Shows all that the catalogue knows about one model: kind, tasks, architecture, size, licence, card, files, performance figures and how to serve it, and for each field whether it was declared, measured or estimated, by whom and when. What is absent is not known. Use it after search_models or list_models.",
        $$$"""
        {"type":"object","properties":{
        "model":{{{KnownModel.Schema}}}},
        "required":["model"],"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    private const int MostFiles = 40;
    private const int MostFigures = 40;
    private const int MostCard = 8000;

    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var entry = KnownModel.Read(arguments, catalogue.Value);
        var (count, mean) = ratings.Value.Mean(entry.Record.Id);
        var now = time.GetUtcNow();
        // A card in a script of several bytes a letter may still be too long.
        return Task.FromResult(BoundedAnswer.Of(MostCard, limit => Describe(entry, count, mean, now, limit)));
    }

    private static ModelDescription Describe(CatalogueEntry entry, long count, double? mean, DateTimeOffset now, int mostCard)
    {
        var model = entry.Record;
        var files = Math.Max(1, MostFiles * mostCard / MostCard);
        return new ModelDescription
        {
            Summary = $"{model.Id}: {string.Join(", ", Facts(model))}.",
            NextSteps = model.ParameterCount is null && model.WeightsBytes is null
                ? ["Its size is not known: scan_models reads it from the files, or register_model takes parameter_count."]
                : ["check_model_fit with this id says whether it fits this host; model_launch_command how to serve it."],
            Truncated = model.Files?.Count > files || model.Performance?.Count > MostFigures || model.Card?.Length > mostCard,
            Model = model with
            {
                Card = model.Card is { } card ? Wording.Clip(card, mostCard) : null,
                Description = model.Description is { } text ? Wording.Clip(text, Math.Max(200, mostCard / 4)) : null,
                Files = model.Files is { } all ? [.. all.Take(files)] : null,
                Performance = model.Performance is { } figures ? [.. figures.Take(MostFigures)] : null,
                Tags = model.Tags is { } tags ? [.. tags.Take(MostFiles)] : null,
            },
            UseCount = entry.UseCount,
            LastUsedAt = entry.LastUsedAt,
            RegisteredAt = entry.RegisteredAt,
            Ratings = count,
            MeanRating = mean,
            Seen = Provenance.Of("catalogue", entry.UpdatedAt, now),
        };
    }

    private static IEnumerable<string> Facts(ModelRecord model)
    {
        yield return model.Architecture ?? model.Type ?? "architecture unknown";
        yield return model.Tasks is { Count: > 0 } tasks ? string.Join(" and ", tasks.Take(3)) : "task unknown";
        yield return model.ParameterCount is { } parameters ? $"{Wording.Parameters(parameters)} parameters" : "size unknown";
        yield return model.License is { } license ? $"licence {Wording.Clip(license, 60)}" : "licence unknown";
    }
}
