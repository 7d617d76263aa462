using System.Collections.Immutable;
using System.Text.Json;

namespace Mcp.Server.Clients;

/// <summary>An object or an array by its place in a text with comments. Pure.</summary>
/// <param name="Open">Where its bracket opens.</param>
/// <param name="Items">What it holds.</param>
/// <param name="Close">Where its bracket closes.</param>
internal sealed record ConfigContainer(int Open, ImmutableArray<ConfigItem> Items, int Close)
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public ConfigItem? this[string name] => Items.FirstOrDefault(item => item.Name == name);

    /// <summary>Reads the container whose value begins there.</summary>
    public static ConfigContainer Read(ReadOnlySpan<byte> text, int start)
    {
        var reader = new Utf8JsonReader(text[start..], Lenient);
        reader.Read();
        var open = start + (int)reader.TokenStartIndex;
        var items = ImmutableArray.CreateBuilder<ConfigItem>();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var (name, first) = ((string?)null, start + (int)reader.TokenStartIndex);
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = reader.GetString();
                reader.Read();
            }

            var value = start + (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(new ConfigItem(name, first, value, start + (int)reader.BytesConsumed));
        }

        return new ConfigContainer(open, items.ToImmutable(), start + (int)reader.TokenStartIndex);
    }

    /// <summary>Whether a text has a comment between two places that are outside of any string.</summary>
    public static bool HasComment(ReadOnlySpan<byte> text, int from, int to)
    {
        var reader = new Utf8JsonReader(text[from..to], Lenient with { CommentHandling = JsonCommentHandling.Allow });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment)
            {
                return true;
            }
        }

        return false;
    }
}
