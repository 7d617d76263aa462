namespace GitHubSimulator;

/// <summary>Something that webhooks tell of.</summary>
/// <param name="JobId">Null: it is about the run.</param>
internal sealed record WorldEvent(string Name, string Action, string Repository, long RunId, long? JobId);
