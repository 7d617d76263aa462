using System.Globalization;
using System.Text;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Makes visible what would hide or turn text: whoever reads it may be a person, a terminal or an assistant. Pure.</summary>
internal static class VisibleText
{
    /// <summary>Line ends and tabs stay; other control characters, zero-width ones and those that turn the direction become <c>\u{200B}</c> and the like.</summary>
    public static string Of(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsHidden(rune))
            {
                visible.Append(rune.ToString());
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            }
        }

        return visible.ToString();
    }

    /// <summary>One line of it, cut.</summary>
    public static string Line(string text, int length) => Wording.Clip(Of(text.ReplaceLineEndings(" ")), length);

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => true,
        _ => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 // fillers without a width
            or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF), // variation selectors
    };
}
