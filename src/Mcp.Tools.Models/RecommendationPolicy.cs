namespace Mcp.Tools.Models;

/// <summary>How a recommendation weighs what was learned from ratings against trying what is little known.</summary>
public enum RecommendationPolicy
{
    /// <summary>Draws from what each model's mean reward may be, and takes the best draw.</summary>
    Thompson,

    /// <summary>Takes the model whose mean reward may be the highest (upper confidence bound).</summary>
    Ucb,

    /// <summary>Takes the best mean reward, and now and then one at random.</summary>
    EpsilonGreedy,
}
