namespace Mcp.Tools.Models.Scanning;

/// <summary>
/// A model card: Markdown with YAML above it. Of YAML exactly what cards use is read, at the top level: a value on the key's line, a list
/// below it with dashes, or a list in brackets. Everything else there is left out, never guessed.
/// </summary>
internal sealed record ModelCard(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields, string Body)
{
    private const string Fence = "---";
    private const int MostValues = 200;

    public static ModelCard Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
        return end < 0
            ? new ModelCard(new Dictionary<string, IReadOnlyList<string>>(), text.Trim())
            : new ModelCard(Front(lines[1..end]), string.Join('\n', lines[(end + 1)..]).Trim());
    }

    public string? First(string field) => Fields.GetValueOrDefault(field) is [var first, ..] ? first : null;

    /// <summary>The first paragraph that is prose: no heading, picture, table, list or markup.</summary>
    public string? FirstParagraph() => Body.Split("\n\n")
        .Select(paragraph => paragraph.Trim())
        .FirstOrDefault(paragraph => paragraph.Length > 40 && "#!|<[-*>`=".IndexOf(paragraph[0], StringComparison.Ordinal) < 0)
        ?.ReplaceLineEndings(" ");

    private static Dictionary<string, IReadOnlyList<string>> Front(string[] lines)
    {
        Dictionary<string, IReadOnlyList<string>> fields = new(StringComparer.Ordinal);
        List<string>? list = null;
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            if (text.StartsWith("- ", StringComparison.Ordinal))
            {
                if (list is not null && list.Count < MostValues && Scalar(text[2..]) is { } item)
                {
                    list.Add(item);
                }

                continue;
            }

            if (char.IsWhiteSpace(line[0]))
            {
                list = null; // A mapping below the key: not ours.
                continue;
            }

            list = Field(text, fields);
        }

        return fields;
    }

    /// <returns>The list that following dashes belong to; null: none.</returns>
    private static List<string>? Field(string text, Dictionary<string, IReadOnlyList<string>> fields)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || (colon + 1 < text.Length && text[colon + 1] != ' '))
        {
            return null;
        }

        var key = text[..colon].Trim();
        var value = text[(colon + 1)..].Trim();
        if (value.Length == 0)
        {
            List<string> list = [];
            fields[key] = list;
            return list;
        }

        fields[key] = value is ['[', .. var inner, ']']
            ? [.. inner.Split(',').Take(MostValues).Select(item => Scalar(item)).OfType<string>()]
            : Scalar(value) is { } scalar ? [scalar] : [];
        return null;
    }

    // Null: an anchor, a block, a mapping or nothing; none of them is a plain value.
    private static string? Scalar(string text)
    {
        var value = text.Trim();
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
        {
            return value[1..^1];
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        value = comment < 0 ? value : value[..comment].TrimEnd();
        return value.Length == 0 || "&*!|>{}[]%@`\"'".Contains(value[0], StringComparison.Ordinal) || value.Contains(": ", StringComparison.Ordinal) || value is "null" or "~" ? null : value;
    }
}
