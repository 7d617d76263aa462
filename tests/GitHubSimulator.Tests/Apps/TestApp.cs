using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GitHubSimulator.Tests;

/// <summary>An App with its private key: signs as an App does.</summary>
internal sealed class TestApp : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public SimulatedApp App => new(77, "Iv1.simulated", _key.ExportSubjectPublicKeyInfoPem())
    {
        Installations = [new(501, "octo-org"), new(502, "octocat") { Suspended = true }],
    };

    public string Sign(DateTimeOffset now, int issuedSeconds = -60, int expiresSeconds = 540, string issuer = "77", RSA? key = null, string algorithm = "RS256")
    {
        var payload = JsonSerializer.Serialize(new
        {
            iat = now.AddSeconds(issuedSeconds).ToUnixTimeSeconds(),
            exp = now.AddSeconds(expiresSeconds).ToUnixTimeSeconds(),
            iss = issuer,
        });
        var signed = $"{Encode(JsonSerializer.Serialize(new { alg = algorithm, typ = "JWT" }))}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString((key ?? _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
