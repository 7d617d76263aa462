namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>Where the service keeps this place's sets, and what opens it.</summary>
/// <param name="Tenant">The base of all addresses.</param>
/// <param name="ExpiresAt">When the token ends.</param>
internal sealed record ScaleSetAdmin(Uri Tenant, Secret Token, DateTimeOffset ExpiresAt);
