namespace GitHubSimulator;

/// <summary>A message that waits for its acknowledgement.</summary>
/// <param name="Entries">The JSON of each entry.</param>
/// <param name="Again">It comes although it was acknowledged and whatever the poll says it has.</param>
internal sealed record QueuedMessage(long Id, IReadOnlyList<string> Entries, bool Again = false);
