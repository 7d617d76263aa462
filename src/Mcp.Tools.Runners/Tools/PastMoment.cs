using System.Globalization;

namespace Mcp.Tools.Runners.Tools;

/// <summary>Reads <c>90m</c>, <c>24h</c>, <c>7d</c> or a moment in ISO 8601 (UTC where it names no offset).</summary>
internal static class PastMoment
{
    public static DateTimeOffset? Parse(string text, DateTimeOffset now)
    {
        if (int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100_000)
        {
            return char.ToLowerInvariant(text[^1]) switch
            {
                'm' => now - TimeSpan.FromMinutes(count),
                'h' => now - TimeSpan.FromHours(count),
                'd' => now - TimeSpan.FromDays(count),
                _ => Iso(text),
            };
        }

        return Iso(text);
    }

    private static DateTimeOffset? Iso(string text) =>
        text.Length >= 10 && text[4] == '-' &&
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
}
