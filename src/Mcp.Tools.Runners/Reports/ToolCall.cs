using System.Collections.Immutable;
using System.Text.Json;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A tool call that helps, with the arguments as the tool takes them.</summary>
internal sealed record ToolCall(string Name, ImmutableSortedDictionary<string, JsonElement> Arguments)
{
    /// <param name="name">The tool.</param>
    /// <param name="arguments">Texts, whole numbers and truth values.</param>
    public static ToolCall Of(string name, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, value) in arguments)
        {
            all[key] = JsonElement.Parse(value switch
            {
                string text => $"\"{JsonEncodedText.Encode(text)}\"",
                bool flag => flag ? "true" : "false",
                _ => FormattableString.Invariant($"{value}"),
            });
        }

        return new(name, all.ToImmutable());
    }
}
