using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>search_models</c>.</summary>
internal sealed record FoundModels : Answer
{
    [Description("How many models match.")]
    public required long Total { get; init; }

    [Description("How many of them were ranked: the last registered ones, where a word matches very many.")]
    public required long Ranked { get; init; }

    [Description("Whether more follow; then cursor is there.")]
    public required bool Truncated { get; init; }

    [Description("Give it as 'cursor' for the next page.")]
    public string? Cursor { get; init; }

    public required IReadOnlyList<FoundModel> Models { get; init; }

    public required Provenance Seen { get; init; }
}
