using System.Globalization;

namespace Mcp.Tools.Models.Answers;

/// <summary>Numbers and words as the answers say them.</summary>
internal static class Wording
{
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? noun : noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s")}");

    /// <summary>Text from outside, cut so that one value cannot fill an answer.</summary>
    public static string Clip(string text, int length = 160) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");

    /// <summary>For example <c>8.03 B</c> or <c>110 M</c>.</summary>
    public static string Parameters(long count) => count switch
    {
        >= 1_000_000_000 => Text($"{count / 1e9:0.##} B"),
        >= 1_000_000 => Text($"{count / 1e6:0.#} M"),
        _ => Text($"{count:#,0}"),
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
