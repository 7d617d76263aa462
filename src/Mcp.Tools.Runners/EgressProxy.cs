namespace Mcp.Tools.Runners;

/// <summary>The proxy that a pool's runners go out through, as it was last seen.</summary>
/// <param name="Pool">The pool's name.</param>
/// <param name="State">What it does.</param>
/// <param name="Name">Its container's name; null: there is none.</param>
/// <param name="Since">Since when it runs; null: it does not.</param>
/// <param name="Problem">What is wrong with it, and what to do; null: nothing is known to be.</param>
public sealed record EgressProxy(string Pool, EgressState State, string? Name = null, DateTimeOffset? Since = null, string? Problem = null);
