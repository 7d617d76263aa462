namespace Mcp.Tools.Runners.Ledger;

/// <summary>An answer of GitHub, kept so that asking again is free (304).</summary>
/// <param name="Key">Method, address, accept header and a fingerprint of the token, hashed.</param>
/// <param name="HeadersJson">The headers that readers need (Link, Content-Type), as JSON.</param>
internal sealed record CachedResponse(string Key, string ETag, string HeadersJson, byte[] Body, DateTimeOffset StoredAt);
