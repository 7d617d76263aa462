using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Reports;

/// <summary>An error without what differs from run to run: numbers, ids, times. Two runs that fail alike have the same. Pure.</summary>
internal static partial class ErrorShape
{
    public static string Of(string error)
    {
        var shape = Identifier().Replace(error, "<id>");
        shape = Number().Replace(shape, "<n>");
        return Wording.Clip(Blank().Replace(shape, " ").Trim(), 200);
    }

    // A GUID, a hash or an address: hexadecimal digits that are too many for a word, with a figure among them.
    [GeneratedRegex(@"\b(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|(?=[a-fA-F]*[0-9])[0-9a-fA-F]{7,64})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\d+(?:[.,:]\d+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}
