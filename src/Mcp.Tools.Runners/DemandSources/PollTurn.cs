namespace Mcp.Tools.Runners.DemandSources;

/// <summary>A repository to read in a pass.</summary>
/// <param name="Running">Whether the running runs are read too, not only the queued ones.</param>
internal readonly record struct PollTurn(RepositoryName Repository, bool Running);
