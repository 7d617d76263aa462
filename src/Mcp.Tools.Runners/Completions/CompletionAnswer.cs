using Mcp.Tools.Runners.Reports;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Completions;

/// <summary>Chooses among the values by what was typed so far. Pure.</summary>
internal static class CompletionAnswer
{
    /// <summary>What the protocol allows.</summary>
    public const int MostValues = 100;

    private const int LongestValue = 201;

    public static Completion Of(IEnumerable<string> values, string typed)
    {
        var fitting = values
            .Where(value => value.Length is > 0 and <= LongestValue && value == VisibleText.Line(value, LongestValue) && value.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(value => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1) // stable: the likely ones stay first
            .ToList();
        return new() { Values = [.. fitting.Take(MostValues)], Total = fitting.Count, HasMore = fitting.Count > MostValues };
    }
}
