using System.Security.Cryptography;
using System.Text;
using Mcp.Tools.Runners;

namespace Mcp.Server.Http;

/// <summary>The token that clients must send. Only its hash is kept.</summary>
internal sealed class BearerToken(Secret secret)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _expected = Hash(secret.Reveal());

    /// <summary>Compares in constant time; the hashes have one length whatever was sent.</summary>
    public bool Matches(string? authorization) =>
        authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) &&
        CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), _expected);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
