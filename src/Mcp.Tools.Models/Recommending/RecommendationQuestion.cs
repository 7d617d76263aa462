using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Recommending;

/// <summary>What a model is wanted for.</summary>
/// <param name="Filter">With the task.</param>
/// <param name="MinContext">Only models that take at least so many tokens; null: any.</param>
/// <param name="ContextLength">Tokens that memory is wanted for.</param>
internal sealed record RecommendationQuestion(
    ModelFilter Filter, Preference Preference, RecommendationPolicy Policy, int ContextLength, int Batch, int? MinContext, int Seed);
