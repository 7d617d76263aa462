using System.Globalization;

namespace GitHubSimulator;

/// <summary>GitHub's date search syntax: <c>&gt;=d</c>, <c>&gt;d</c>, <c>&lt;=d</c>, <c>&lt;d</c>, <c>a..b</c> with <c>*</c> for open, or a date.</summary>
internal static class CreatedRange
{
    /// <summary>Whether the time is in the range; null if the range cannot be read.</summary>
    public static bool? Contains(string range, DateTimeOffset at)
    {
        if (range.Split("..") is [var from, var to])
        {
            return And(from == "*" ? true : Compare(">=", from, at), to == "*" ? true : Compare("<=", to, at));
        }
        foreach (var sign in (string[])[">=", "<=", ">", "<"])
        {
            if (range.StartsWith(sign, StringComparison.Ordinal))
            {
                return Compare(sign, range[sign.Length..], at);
            }
        }
        return And(Compare(">=", range, at), Compare("<=", range, at));
    }

    private static bool? And(bool? left, bool? right) => left is null || right is null ? null : left.Value && right.Value;

    private static bool? Compare(string sign, string text, DateTimeOffset at)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var limit))
        {
            return null;
        }
        // A bare date means the whole day; a time means the whole second (created_at has no smaller part).
        var end = limit + (text.Contains('T', StringComparison.Ordinal) ? TimeSpan.FromSeconds(1) : TimeSpan.FromDays(1));
        return sign switch
        {
            ">=" => at >= limit,
            ">" => at >= end,
            "<" => at < limit,
            _ => at < end,
        };
    }
}
