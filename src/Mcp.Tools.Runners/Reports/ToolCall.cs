using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A tool call that helps.</summary>
internal sealed record ToolCall(string Name, ImmutableSortedDictionary<string, string> Arguments)
{
    public static ToolCall Of(string name, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in arguments)
        {
            all[key] = value;
        }

        return new(name, all.ToImmutable());
    }
}
