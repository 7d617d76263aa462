using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Makes what a container wrote safe to show: whoever reads it may be a terminal or an assistant. Pure.</summary>
internal static partial class LogText
{
    public const int MaxBytes = 8 * 1024;

    /// <summary>Without terminal sequences, control characters (line ends and tabs stay) and marks that turn the reading direction.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in TerminalSequence().Replace(text, string.Empty).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !(Rune.IsControl(rune) || IsDirectionMark(rune)))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>The end of it, at most <see cref="MaxBytes"/> in UTF-8, never beginning inside a character.</summary>
    public static string Tail(string text)
    {
        var clean = Clean(text);
        var start = clean.Length;
        var bytes = 0;
        while (start > 0)
        {
            var width = start > 1 && char.IsLowSurrogate(clean[start - 1]) ? 2 : 1;
            bytes += Encoding.UTF8.GetByteCount(clean.AsSpan(start - width, width));
            if (bytes > MaxBytes)
            {
                break;
            }

            start -= width;
        }

        return clean[start..];
    }

    private static bool IsDirectionMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)?|[@-Z\\-_])", RegexOptions.CultureInvariant)]
    private static partial Regex TerminalSequence();
}
