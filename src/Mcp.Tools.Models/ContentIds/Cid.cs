using System.Security.Cryptography;

namespace Mcp.Tools.Models.ContentIds;

/// <summary>A content identifier, version 1, over SHA-256 (<see href="https://github.com/multiformats/cid">CID</see>).</summary>
/// <param name="Codec">What the digest is of: 0x55 bytes as they are, 0x70 a node with links.</param>
internal sealed record Cid(byte Codec, byte[] Digest)
{
    public const byte Raw = 0x55;
    public const byte DagPb = 0x70;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static Cid Of(byte codec, ReadOnlySpan<byte> block) => new(codec, SHA256.HashData(block));

    /// <summary>Version, codec, and the digest with its function (0x12) and length (32).</summary>
    public byte[] ToBytes() => [1, Codec, 0x12, 32, .. Digest];

    /// <summary>In lower-case base 32, as <c>ipfs</c> prints it.</summary>
    public override string ToString()
    {
        var bytes = ToBytes();
        var text = new char[1 + (((bytes.Length * 8) + 4) / 5)];
        text[0] = 'b';
        var (bits, held, at) = (0, 0, 1);
        foreach (var value in bytes)
        {
            bits = (bits << 8) | value;
            for (held += 8; held >= 5; held -= 5)
            {
                text[at++] = Alphabet[(bits >> (held - 5)) & 31];
            }

            bits &= 0xFF;
        }

        if (held > 0)
        {
            text[at] = Alphabet[(bits << (5 - held)) & 31];
        }

        return new string(text);
    }
}
