namespace Mcp.Tools.Models.Serving;

/// <summary>Writes words so that a POSIX shell, or YAML, reads them as they are. Pure.</summary>
internal static class ShellWords
{
    private const string Plain = "_@%+=:,./-";

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>As a single-quoted scalar of YAML, in which only the quote itself is special.</summary>
    public static string Yaml(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
