using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Scanning;

/// <summary>What a model card declares, as fields of the record. Pure.</summary>
internal static class CardFields
{
    public static ModelRecord Over(ModelRecord record, ModelCard card, string source, DateTimeOffset now, int mostCard, int mostDescription) => WithSource(
        record with
        {
            Name = card.First("model_name") ?? record.Name,
            License = card.First("license_name") ?? card.First("license") ?? record.License,
            Tasks = card.First("pipeline_tag") is { } task ? [task] : record.Tasks,
            Backends = card.First("library_name") is { } library ? [library] : record.Backends,
            Tags = Tags(card) is { Count: > 0 } tags ? tags : record.Tags,
            Parent = card.First("base_model") ?? record.Parent,
            Description = card.FirstParagraph() is { } text ? Wording.Clip(text, mostDescription) : record.Description,
            Card = card.Body.Length > 0 ? Wording.Clip(card.Body, mostCard) : record.Card,
        },
        new FieldSource(Evidence.Declared, source, now),
        "name",
        "license",
        "tasks",
        "backends",
        "tags",
        "parent",
        "description",
        "card");

    public static ModelRecord WithSource(ModelRecord record, FieldSource source, params ReadOnlySpan<string> fields)
    {
        var sources = (record.Sources ?? new Dictionary<string, FieldSource>()).ToDictionary(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            sources[field] = source;
        }

        return record with { Sources = sources };
    }

    private static List<string> Tags(ModelCard card) =>
        [.. (card.Fields.GetValueOrDefault("tags") ?? []).Concat(card.Fields.GetValueOrDefault("language") ?? []).Select(tag => Wording.Clip(tag, 100)).Distinct().Take(100)];
}
