using System.Security.Cryptography;
using System.Text;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>
/// Whether a body was signed with the secret
/// (<see href="https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries">validating deliveries</see>).
/// </summary>
internal static class WebhookSignature
{
    private const string Prefix = "sha256=";

    /// <summary>Compares in constant time, whatever was sent.</summary>
    public static bool Matches(Secret secret, string? signature, ReadOnlySpan<byte> body)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, Decode(signature));
    }

    private static byte[] Decode(string? signature)
    {
        try
        {
            return signature is not null && signature.StartsWith(Prefix, StringComparison.Ordinal) ? Convert.FromHexString(signature.AsSpan(Prefix.Length)) : [];
        }
        catch (FormatException)
        {
            // No hexadecimal digits: no signature, and nothing equals it.
            return [];
        }
    }
}
