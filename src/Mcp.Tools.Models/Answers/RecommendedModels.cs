using System.ComponentModel;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>recommend_model</c>.</summary>
internal sealed record RecommendedModels : Answer
{
    [Description("How many models have the task.")]
    public required long Total { get; init; }

    [Description("How many of them fit and were ranked.")]
    public required int Candidates { get; init; }

    [Description("Whether candidates were left out below.")]
    public required bool Truncated { get; init; }

    [Description("Best first; the first is the one to try.")]
    public required IReadOnlyList<RecommendedModel> Models { get; init; }

    [Description("Why models with the task were not ranked, and how many.")]
    public required IReadOnlyList<NamedCount> LeftOut { get; init; }

    [Description("The class of hardware that ratings are kept by.")]
    public required string Hardware { get; init; }

    public required string Policy { get; init; }

    [Description("Give it as 'seed' to get the same ranking from the same ratings.")]
    public required int Seed { get; init; }

    public required Provenance Seen { get; init; }
}
