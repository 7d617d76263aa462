using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>Verifies an App's JSON web token as GitHub does: RS256, issued in the past, for ten minutes at most.</summary>
internal static class AppSignature
{
    private static readonly TimeSpan MostLifetime = TimeSpan.FromMinutes(10);

    /// <summary>The App that signed it; null: none that is known, or the token is not valid now.</summary>
    public static SimulatedApp? Verify(string token, IEnumerable<SimulatedApp> apps, DateTimeOffset now)
    {
        if (token.Split('.') is not [var header, var payload, var signature]
            || Parse(header) is not { } algorithm || (string?)algorithm["alg"] != "RS256"
            || Parse(payload) is not { } claims
            || !Base64Url.IsValid(signature))
        {
            return null;
        }
        var issuer = claims["iss"]?.ToString();
        var app = apps.FirstOrDefault(app => issuer == app.Id.ToString(CultureInfo.InvariantCulture) || issuer == app.ClientId);
        return app is not null && IsInTime(claims, now) && IsSigned(app, $"{header}.{payload}", signature) ? app : null;
    }

    private static bool IsInTime(JsonObject claims, DateTimeOffset now)
    {
        if (claims["iat"] is not JsonValue iat || !iat.TryGetValue<long>(out var issued) || claims["exp"] is not JsonValue exp || !exp.TryGetValue<long>(out var expires))
        {
            return false;
        }
        var seconds = now.ToUnixTimeSeconds();
        return issued <= seconds && expires > seconds && expires - seconds <= MostLifetime.TotalSeconds;
    }

    private static bool IsSigned(SimulatedApp app, string signed, string signature)
    {
        using var key = RSA.Create();
        key.ImportFromPem(app.PublicKeyPem);
        return key.VerifyData(
            Encoding.ASCII.GetBytes(signed), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static JsonObject? Parse(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
