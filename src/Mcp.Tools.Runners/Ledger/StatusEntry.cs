namespace Mcp.Tools.Runners.Ledger;

/// <summary>Something that one process observed and the others show: a key, a JSON value and its age.</summary>
internal sealed record StatusEntry(string Key, string Json, DateTimeOffset AsOf);
