namespace Mcp.Tools.Runners.Reports;

/// <summary>Spans as numbers: seconds with one decimal, never negative, absent where an end is unknown.</summary>
internal static class Seconds
{
    public static double? Between(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } start && to is { } end ? Math.Round(Math.Max(0, (end - start).TotalSeconds), 1, MidpointRounding.AwayFromZero) : null;
}
