using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>What becomes of a record when more is learned about its model. Pure.</summary>
internal static class RecordMerge
{
    /// <summary>The source of what a person registers; nothing that is found later replaces it.</summary>
    public const string Person = "register_model";

    /// <summary>Lays what is given over what is there; what is not given stays. Each field that is taken gets <paramref name="source"/>, unless the record names another for it.</summary>
    public static ModelRecord Merge(ModelRecord? there, ModelRecord given, FieldSource source)
    {
        var merged = there is null ? [] : ToObject(there);
        var news = ToObject(given);
        var sources = (there?.Sources ?? new Dictionary<string, FieldSource>()).ToDictionary(StringComparer.Ordinal);
        foreach (var (field, value) in news.ToList())
        {
            if (field is "id" or "sources" || value is null or JsonArray { Count: 0 })
            {
                continue;
            }

            if (sources.GetValueOrDefault(field) is { Source: Person } && source.Source != Person)
            {
                continue;
            }

            news.Remove(field);
            merged[field] = field == "performance" ? null : value;
            sources[field] = given.Sources?.GetValueOrDefault(field) ?? source;
        }

        merged["id"] ??= given.Id;
        merged.Remove("sources");
        merged.Remove("performance");
        return merged.Deserialize(CatalogueJson.Default.ModelRecord)! with
        {
            Performance = Figures(there?.Performance, given.Performance),
            Sources = sources,
        };
    }

    // A new figure replaces the old one of the same metric on the same hardware from the same source.
    private static List<PerformanceFigure>? Figures(IReadOnlyList<PerformanceFigure>? there, IReadOnlyList<PerformanceFigure>? given)
    {
        List<PerformanceFigure> all = [.. (there ?? []).Concat(given ?? [])
            .GroupBy(figure => (figure.Metric, figure.Hardware, figure.Source))
            .Select(group => group.Last())];
        return all.Count == 0 ? null : all;
    }

    private static JsonObject ToObject(ModelRecord record) => JsonSerializer.SerializeToNode(record, CatalogueJson.Default.ModelRecord)!.AsObject();
}
