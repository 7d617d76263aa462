using System.ComponentModel;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>model_stats</c>.</summary>
internal sealed record CatalogueStats : Answer
{
    [Description("All models.")]
    public required long TotalModels { get; init; }

    [Description("Those with at least one performance figure.")]
    public required long ModelsWithPerformance { get; init; }

    [Description("Those whose size is known, so that it can be said whether they fit a host.")]
    public required long ModelsWithCompatibility { get; init; }

    [Description("The most frequent ones; 'unknown' counts models without one.")]
    public required IReadOnlyList<NamedCount> ModelsByArchitecture { get; init; }

    [Description("The most frequent ones; a model with several counts in each.")]
    public required IReadOnlyList<NamedCount> ModelsByTask { get; init; }

    [Description("Most used over this server first.")]
    public required IReadOnlyList<ModelSummary> MostUsed { get; init; }

    public required Provenance Seen { get; init; }
}
