using System.Security.Cryptography;
using System.Text;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>Values that are filtered by, as made-up words of the text index. Pure.</summary>
internal static class Facets
{
    /// <summary>The words of a model.</summary>
    public static string Of(ModelRecord record)
    {
        List<string> words = [];
        Add(words, "task", record.Tasks);
        Add(words, "type", record.Type is { } type ? [type] : null);
        Add(words, "architecture", record.Architecture is { } architecture ? [architecture] : null);
        Add(words, "backend", record.Backends);
        Add(words, "hardware", record.Hardware);
        Add(words, "license", record.License is { } license ? [license] : null);
        Add(words, "tag", record.Tags);
        return string.Join(' ', words);
    }

    /// <summary>The words that a model must have to pass; empty when the filter asks for none.</summary>
    public static IReadOnlyList<string> Of(ModelFilter filter) =>
    [
        .. new[]
        {
            ("task", filter.Task), ("type", filter.Type), ("architecture", filter.Architecture), ("backend", filter.Backend),
            ("hardware", filter.Hardware), ("license", filter.License), ("tag", filter.Tag),
        }.Where(entry => entry.Item2 is not null).Select(entry => Word(entry.Item1, entry.Item2!)),
    ];

    /// <summary>Whether a word that somebody typed may be one of the made-up ones, or the beginning of one; only then must a search name the fields, which costs time.</summary>
    public static bool MayBegin(string word) => word[0] == 'f' && word.Skip(1).All(char.IsAsciiHexDigitLower);

    private static void Add(List<string> words, string kind, IReadOnlyList<string>? values) =>
        words.AddRange((values ?? []).Select(value => Word(kind, value)).Distinct());

    // A digest, because the index would split a value at each sign that is no letter or digit.
    private static string Word(string kind, string value) =>
        string.Concat("f", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{value.ToLowerInvariant()}")).AsSpan(0, 8)));
}
