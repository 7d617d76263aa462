using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Answers;

/// <summary>Shortens an entry for a list. Pure.</summary>
internal static class ModelSummaries
{
    private const int MostWords = 10;

    public static ModelSummary Of(CatalogueEntry entry) => new()
    {
        Id = entry.Record.Id,
        Name = entry.Record.Name == entry.Record.Id ? null : Clip(entry.Record.Name),
        Type = entry.Record.Type,
        Architecture = Clip(entry.Record.Architecture),
        Tasks = Some(entry.Record.Tasks),
        ParameterCount = entry.Record.ParameterCount,
        Precision = entry.Record.Precision,
        WeightsBytes = entry.Record.WeightsBytes,
        ContextLength = entry.Record.ContextLength,
        License = Clip(entry.Record.License),
        Backends = Some(entry.Record.Backends),
        Description = Clip(entry.Record.Description),
        UseCount = entry.UseCount,
        LastUsedAt = entry.LastUsedAt,
        UpdatedAt = entry.UpdatedAt,
    };

    private static string? Clip(string? text) => text is null ? null : Wording.Clip(text);

    private static List<string>? Some(IReadOnlyList<string>? words) => words is { Count: > 0 } ? [.. words.Take(MostWords)] : null;
}
