using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The budget of one credential.</summary>
/// <param name="Name"><c>default</c>, or the owner that it is for.</param>
internal sealed record NamedBudget(string Name, RateBudget Budget);
