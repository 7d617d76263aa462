using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The blob of generate-jitconfig: base64 of a JSON object whose values are the runner's three files in base64.</summary>
internal static class JitConfiguration
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    // One key for all runners of a process: a real one takes a tenth of a second to make, and nothing here is secured by it.
    private static readonly Lazy<string> RsaParameters = new(CreateRsaParameters);

    public static string Encode(RegisteredRunner runner, string secret, Uri runnerService, string gitHubUrl, string workFolder)
    {
        var settings = new JsonObject
        {
            ["agentId"] = runner.Id,
            ["agentName"] = runner.Name,
            ["poolId"] = runner.GroupId,
            ["poolName"] = "Default",
            ["serverUrl"] = runnerService.GetLeftPart(UriPartial.Authority),
            ["gitHubUrl"] = gitHubUrl,
            ["workFolder"] = workFolder,
            ["ephemeral"] = true,
            ["useV2Flow"] = true,
        };
        var credentials = new JsonObject
        {
            ["scheme"] = "OAuthAccessToken",
            ["data"] = new JsonObject { ["token"] = secret },
        };
        var files = new JsonObject
        {
            [".runner"] = Base64(settings.ToJsonString(Plain)),
            [".credentials"] = Base64(credentials.ToJsonString(Plain)),
            [".credentials_rsaparams"] = Base64(RsaParameters.Value),
        };
        return Base64(files.ToJsonString(Plain));
    }

    /// <summary>The text of one of the three files.</summary>
    public static string File(string encoded, string name)
    {
        var files = JsonNode.Parse(Convert.FromBase64String(encoded))!;
        return Encoding.UTF8.GetString(Convert.FromBase64String((string)files[name]!));
    }

    /// <summary>The heart of the private key in a configuration.</summary>
    public static string PrivateExponent(string encoded) => (string)JsonNode.Parse(File(encoded, ".credentials_rsaparams"))!["d"]!;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string CreateRsaParameters()
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        return new JsonObject
        {
            ["d"] = Convert.ToBase64String(key.D!),
            ["dp"] = Convert.ToBase64String(key.DP!),
            ["dq"] = Convert.ToBase64String(key.DQ!),
            ["exponent"] = Convert.ToBase64String(key.Exponent!),
            ["inverseQ"] = Convert.ToBase64String(key.InverseQ!),
            ["modulus"] = Convert.ToBase64String(key.Modulus!),
            ["p"] = Convert.ToBase64String(key.P!),
            ["q"] = Convert.ToBase64String(key.Q!),
        }.ToJsonString(Plain);
    }
}
