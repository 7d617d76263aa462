using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace GitHubSimulator;

/// <summary>The registration tokens that were given out: each opens its scope for an hour.</summary>
internal sealed class RegistrationTokens(SimulatedWorld world, IssuedSecretLog issued)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (string Scope, DateTimeOffset ExpiresAt)> _tokens = new(StringComparer.Ordinal);

    public (string Token, DateTimeOffset ExpiresAt) Issue(string scope)
    {
        var token = issued.Add("A" + Convert.ToHexString(RandomNumberGenerator.GetBytes(14)));
        var expiresAt = world.Now + Lifetime;
        _tokens[token] = (scope, expiresAt);
        return (token, expiresAt);
    }

    /// <summary>What the token opens; null: nothing (any more).</summary>
    public string? ScopeOf(string token) => _tokens.TryGetValue(token, out var known) && world.Now < known.ExpiresAt ? known.Scope : null;
}
