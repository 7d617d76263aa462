namespace Mcp.Tools.Runners.Ledger;

/// <summary>
/// Ids of 13 characters in Crockford's base 32, lower-case: 42 bits of milliseconds (until 2109) and 22 random ones.
/// Each is greater than the last, whatever the clock does, so that the order of ids is the order of creation.
/// </summary>
internal static class RunnerId
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 13;
    private const int RandomBits = 22;

    public static string Next(DateTimeOffset now, int random, string? last)
    {
        var wanted = ((ulong)now.ToUnixTimeMilliseconds() << RandomBits) | ((uint)random & ((1u << RandomBits) - 1));
        return Write(last is null ? wanted : Math.Max(wanted, Read(last) + 1));
    }

    /// <summary>Whether the text has the form of an id.</summary>
    public static bool IsId(string text) => text.Length == Length && text.All(digit => Digits.Contains(digit));

    private static string Write(ulong value) => string.Create(Length, value, static (text, rest) =>
    {
        for (var at = text.Length - 1; at >= 0; at--, rest >>= 5)
        {
            text[at] = Digits[(int)(rest & 31)];
        }
    });

    private static ulong Read(string id) => id.Aggregate(0ul, (value, digit) => (value << 5) | (uint)Math.Max(0, Digits.IndexOf(digit)));
}
