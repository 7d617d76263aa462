using System.Text;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>A line that is shown.</summary>
internal sealed partial record KeptLine(int Number, string Text)
{
    private const int MostCharacters = 1000;

    public static KeptLine Of(LogLine line) => Of(line.Number, line.Text, line.Cut);

    /// <param name="text">In UTF-8; what is not becomes U+FFFD.</param>
    public static KeptLine Of(int number, ReadOnlySpan<byte> text, bool cut)
    {
        var visible = VisibleText.Of(Plain(Encoding.UTF8.GetString(text)));
        return new(number, cut && visible.Length < MostCharacters ? visible + "…" : Wording.Clip(visible, MostCharacters));
    }

    /// <summary>Without the sequences that colour a terminal or move its cursor.</summary>
    public static string Plain(string text) => text.Contains('\e') ? TerminalSequence().Replace(text, string.Empty) : text;

    [GeneratedRegex(@"\x1B(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1B]*(?:\x07|\x1B\\)?|[@-Z\\-_])", RegexOptions.CultureInvariant)]
    private static partial Regex TerminalSequence();
}
