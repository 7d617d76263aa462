using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The administrators' tokens of the scale-set service: JWTs in form, which nobody can check.</summary>
internal sealed class AdminTokens(SimulatedWorld world, IssuedSecretLog issued, SimulatorOptions options)
{
    private readonly ConcurrentDictionary<string, (string Scope, DateTimeOffset ExpiresAt)> _tokens = new(StringComparer.Ordinal);

    public string Issue(string scope)
    {
        var expiresAt = world.Now + options.AdminTokenLifetime;
        var claims = new JsonObject { ["exp"] = expiresAt.ToUnixTimeSeconds(), ["scp"] = "ActionsService.Admin", ["scope"] = scope };
        var token = issued.Add($"{Part(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" })}.{Part(claims)}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}");
        _tokens[token] = (scope, expiresAt);
        return token;
    }

    public bool Opens(string token, string scope) =>
        _tokens.TryGetValue(token, out var known) && world.Now < known.ExpiresAt && string.Equals(known.Scope, scope, StringComparison.OrdinalIgnoreCase);

    /// <summary>All tokens end at once, whatever they say themselves.</summary>
    public void RevokeAll() => _tokens.Clear();

    private static string Part(JsonObject json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
