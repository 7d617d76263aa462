using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>Gives a plan an id that fits nothing but this plan: tool, arguments, caller and time are under its seal (HMAC-SHA256).</summary>
internal sealed class PlanSeal(Func<byte[]> key, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int ExpiryBytes = 4;
    private const int NonceBytes = 6;
    private const int MacBytes = 14;
    private const int MostUsed = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <param name="call">The tool and its arguments, in a form that is the same for the same call.</param>
    public string Seal(string call, string principal)
    {
        Span<byte> plan = stackalloc byte[ExpiryBytes + NonceBytes + MacBytes];
        BinaryPrimitives.WriteUInt32BigEndian(plan, (uint)(time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(plan.Slice(ExpiryBytes, NonceBytes));
        Mac(plan[..(ExpiryBytes + NonceBytes)], call, principal, plan[(ExpiryBytes + NonceBytes)..]);
        return Base64Url.EncodeToString(plan);
    }

    /// <param name="once">Whether the plan is used up by this, so that a call that adds something cannot be repeated with it.</param>
    public SealVerdict Open(string text, string call, string principal, bool once)
    {
        Span<byte> plan = stackalloc byte[ExpiryBytes + NonceBytes + MacBytes];
        if (text.Length > 2 * plan.Length || !Base64Url.IsValid(text, out var length) || length != plan.Length || !Base64Url.TryDecodeFromChars(text, plan, out _))
        {
            return SealVerdict.Foreign;
        }

        Span<byte> expected = stackalloc byte[MacBytes];
        Mac(plan[..(ExpiryBytes + NonceBytes)], call, principal, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, plan[(ExpiryBytes + NonceBytes)..]))
        {
            return SealVerdict.Foreign;
        }

        var expiry = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(plan));
        return time.GetUtcNow() > expiry ? SealVerdict.Expired
            : once && !UseUp(Convert.ToHexString(plan.Slice(ExpiryBytes, NonceBytes)), expiry) ? SealVerdict.Used
            : SealVerdict.Valid;
    }

    private bool UseUp(string nonce, DateTimeOffset expiry)
    {
        lock (_gate)
        {
            if (_used.Count >= MostUsed)
            {
                var now = time.GetUtcNow();
                foreach (var (old, _) in _used.Where(entry => entry.Value < now).ToList())
                {
                    _used.Remove(old);
                }
            }

            // Full of plans that are all still valid: rather ask again than forget one.
            return _used.Count < MostUsed && _used.TryAdd(nonce, expiry);
        }
    }

    private void Mac(ReadOnlySpan<byte> head, string call, string principal, Span<byte> mac)
    {
        // The digests have one length, so that no part can run into the next.
        Span<byte> sealedBytes = stackalloc byte[ExpiryBytes + NonceBytes + (2 * SHA256.HashSizeInBytes)];
        head.CopyTo(sealedBytes);
        SHA256.HashData(Encoding.UTF8.GetBytes(call), sealedBytes[head.Length..]);
        SHA256.HashData(Encoding.UTF8.GetBytes(principal), sealedBytes[(head.Length + SHA256.HashSizeInBytes)..]);
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key(), sealedBytes, whole);
        whole[..MacBytes].CopyTo(mac);
    }
}
