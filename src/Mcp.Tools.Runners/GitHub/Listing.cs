using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>A listing, perhaps cut: then <see cref="Items"/> is a floor.</summary>
/// <param name="TotalCount">GitHub's own count, where it gives one.</param>
internal sealed record Listing<T>(ImmutableArray<T> Items, int? TotalCount, bool Truncated, DateTimeOffset AsOf);
