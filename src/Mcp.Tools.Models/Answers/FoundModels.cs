using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>search_models</c>.</summary>
internal sealed record FoundModels : Answer
{
    [Description("How many models match; 10000: at least so many.")]
    public required long Total { get; init; }

    [Description("How many of them were put into an order; where very many match, those with the words in id or name first, the last registered ones.")]
    public required long Ranked { get; init; }

    [Description("Whether more follow; then cursor is there.")]
    public required bool Truncated { get; init; }

    [Description("Give it as 'cursor' for the next page.")]
    public string? Cursor { get; init; }

    public required IReadOnlyList<FoundModel> Models { get; init; }

    public required Provenance Seen { get; init; }
}
