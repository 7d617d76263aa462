using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The opaque text of a <see cref="PageKey"/>, bound to the question that it continues.</summary>
internal static class PageCursor
{
    public static string Encode(string question, PageKey key) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Fingerprint(question)}.{key.At.UtcTicks}.{key.Id}")));

    /// <summary>Null: the text is no cursor, or belongs to another question.</summary>
    public static PageKey? Decode(string question, string text)
    {
        if (text.Length > 200 || !Base64Url.IsValid(text))
        {
            return null;
        }

        return Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [var fingerprint, var at, var id]
            && fingerprint == Fingerprint(question)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? new PageKey(new DateTimeOffset(ticks, TimeSpan.Zero), number)
                : null;
    }

    private static string Fingerprint(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 6));
}
