namespace Mcp.Tools.Runners.Ledger;

/// <summary>How far a hook's list of deliveries was read.</summary>
/// <param name="Hook">The hook's address below the API's base.</param>
/// <param name="TakenUntil">What was delivered before is taken in.</param>
/// <param name="Problem">Why the last reading failed; null: it did not.</param>
internal sealed record HookReading(string Hook, DateTimeOffset TakenUntil, DateTimeOffset ReadAt, string? Problem);
