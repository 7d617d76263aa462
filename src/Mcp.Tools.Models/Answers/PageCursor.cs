using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mcp.Tools.Models.Answers;

/// <summary>The opaque text of a place in a list, bound to the question that it continues.</summary>
internal static class PageCursor
{
    public static string Encode(string question, long place) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Fingerprint(question)}.{place}")));

    /// <summary>Null: the text is no cursor, or belongs to another question.</summary>
    public static long? Decode(string question, string text) =>
        text.Length <= 200 && Base64Url.IsValid(text)
        && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [var fingerprint, var place]
        && fingerprint == Fingerprint(question)
        && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Fingerprint(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 6));
}
