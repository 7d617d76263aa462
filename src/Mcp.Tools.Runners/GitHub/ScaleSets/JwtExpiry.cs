using System.Text.Json;
using Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>Reads when a token ends. The signature is the service's own matter: nothing is trusted because of what stands here (pure).</summary>
internal static class JwtExpiry
{
    /// <summary>Null: it does not say.</summary>
    public static DateTimeOffset? Of(Secret token)
    {
        if (token.Reveal().Split('.') is not [_, var claims, _])
        {
            return null;
        }

        try
        {
            var text = claims.Replace('-', '+').Replace('_', '/');
            var json = Convert.FromBase64String(text.PadRight(text.Length + ((4 - (text.Length % 4)) % 4), '='));
            return JsonSerializer.Deserialize(json, ScaleSetJson.Default.ExpiryWire) is { Exp: > 0 and < 100_000_000_000 } expiry
                ? DateTimeOffset.FromUnixTimeSeconds((long)expiry.Exp)
                : null;
        }
        catch (Exception ex) when (ex is FormatException or JsonException)
        {
            return null;
        }
    }
}
