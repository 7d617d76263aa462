namespace Mcp.Tools.Runners.Ledger;

/// <summary>Something that is to be cleaned up.</summary>
/// <param name="Item">What tells it from every other.</param>
/// <param name="Kind">What it is, as a word.</param>
/// <param name="Action">What is to be done, as a word.</param>
/// <param name="Name">The runner's name.</param>
/// <param name="Reason">Why it is judged so.</param>
internal sealed record NewCleanUp(
    string Item, string Kind, string Action, string Name, RepositoryName? Repository, long? GitHubRunnerId, string? ContainerId, string? RunnerId, string Reason);
