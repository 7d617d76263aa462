using System.Collections.Immutable;
using System.Globalization;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Counts per day. Pure.</summary>
internal static class FailureTrend
{
    /// <summary>Each day (UTC) of the window with its count, 0 included.</summary>
    public static ImmutableSortedDictionary<string, int> Of(IEnumerable<DateTimeOffset> moments, DateTimeOffset since, DateTimeOffset until)
    {
        var days = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var day = since.UtcDateTime.Date; day <= until.UtcDateTime.Date; day = day.AddDays(1))
        {
            days[Name(day)] = 0;
        }

        foreach (var moment in moments)
        {
            var day = Name(moment.UtcDateTime);
            days[day] = days.GetValueOrDefault(day) + 1;
        }

        return days.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static string Name(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
