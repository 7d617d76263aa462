using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub.Wire;

namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>The signed statement by which an App proves who it is (pure). GitHub takes no more than ten minutes of it.</summary>
/// <remarks><see href="https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app"/></remarks>
internal static class AppJwt
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(9);

    /// <summary>GitHub refuses a statement from the future, and clocks differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8);

    public static Secret Create(RSA key, string appId, DateTimeOffset now)
    {
        var claims = new AppClaims((now - Skew).ToUnixTimeSeconds(), (now + Lifetime).ToUnixTimeSeconds(), appId);
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, GitHubJson.Default.AppClaims));
        var signed = $"{Header}.{payload}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new Secret($"{signed}.{Base64Url.EncodeToString(signature)}");
    }
}
