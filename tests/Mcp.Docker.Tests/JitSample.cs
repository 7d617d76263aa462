using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests;

/// <summary>A just-in-time configuration of the real shape with a real, worthless key, and every piece of it that must never show.</summary>
internal sealed class JitSample
{
    public JitSample()
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));
        var fields = new Dictionary<string, string>
        {
            ["d"] = Convert.ToBase64String(key.D!),
            ["p"] = Convert.ToBase64String(key.P!),
            ["q"] = Convert.ToBase64String(key.Q!),
            ["modulus"] = Convert.ToBase64String(key.Modulus!),
        };
        Files = new Dictionary<string, string>
        {
            [".runner"] = """{"agentId":"7","agentName":"sample","serverUrl":"https://pipelines.example.test/","workFolder":"_work"}""",
            [".credentials"] = JsonSerializer.Serialize(new { scheme = "OAuth", data = new { clientId = "sample", token } }),
            [".credentials_rsaparams"] = JsonSerializer.Serialize(fields),
        };
        var blob = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
            Files.ToDictionary(file => file.Key, file => Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Value)))));
        Configuration = new Secret(blob);
        Traces = [.. Pieces(blob), token, .. fields.Values.SelectMany(Pieces), .. Files.Values.SelectMany(file => Pieces(Convert.ToBase64String(Encoding.UTF8.GetBytes(file)))), .. Files.Values];
    }

    public Secret Configuration { get; }

    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The blob, the files, the key's parts, and pieces of each.</summary>
    public IReadOnlyList<string> Traces { get; }

    private static IEnumerable<string> Pieces(string secret) =>
        secret.Chunk(24).Where(piece => piece.Length == 24).Select(piece => new string(piece)).Prepend(secret);
}
