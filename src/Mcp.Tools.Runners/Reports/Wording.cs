using System.Globalization;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The words for values in answers.</summary>
internal static class Wording
{
    public static string Of(JobStatus status) => status switch
    {
        JobStatus.Pending => "pending",
        JobStatus.Waiting => "waiting",
        JobStatus.Queued => "queued",
        JobStatus.InProgress => "in_progress",
        JobStatus.Completed => "completed",
        _ => "unknown",
    };

    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s")}");

    /// <summary>For example <c>42 s</c>, <c>3 min</c>, <c>2 h 5 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Of(TimeSpan span)
    {
        var (days, hours, minutes) = ((int)span.TotalDays, span.Hours, span.Minutes);
        return span switch
        {
            { TotalSeconds: < 1 } => "0 s",
            { TotalMinutes: < 1 } => Text($"{span.Seconds} s"),
            { TotalHours: < 1 } => Text($"{minutes} min"),
            { TotalDays: < 1 } => minutes == 0 ? Text($"{hours} h") : Text($"{hours} h {minutes} min"),
            _ => hours == 0 ? Text($"{days} d") : Text($"{days} d {hours} h"),
        };
    }

    /// <summary>Text from outside, cut so that one value cannot fill an answer.</summary>
    public static string Clip(string text, int length = 160) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
