namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>One line of a job's log, in UTF-8, while it passes.</summary>
internal readonly ref struct LogLine
{
    /// <summary>So much of a line is looked at and kept.</summary>
    public const int MostBytes = 4096;

    private const int SecondsLength = 19;

    /// <param name="raw">The line as it came, without its end, cut to <see cref="MostBytes"/>.</param>
    /// <param name="cut">Whether there was more of it.</param>
    public LogLine(int number, ReadOnlySpan<byte> raw, bool cut)
    {
        if (number == 1 && raw.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            raw = raw[3..];
        }

        if (raw.EndsWith("\r"u8))
        {
            raw = raw[..^1];
        }

        var stamp = StampLength(raw);
        (Number, Cut) = (number, cut);
        Second = stamp == 0 ? [] : raw[..SecondsLength];
        Text = raw[stamp..];
    }

    /// <summary>From 1.</summary>
    public int Number { get; }

    /// <summary>What the job printed, without the time that GitHub puts in front.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The second of that time, <c>2026-01-31T22:00:00</c>; empty: the line has none.</summary>
    public ReadOnlySpan<byte> Second { get; }

    public bool Cut { get; }

    public bool IsError => Text.StartsWith("##[error]"u8);

    /// <summary>Whether a step usually begins with such a line: GitHub's log has all steps in one text and names none.</summary>
    public bool MayBeginStep => Text.StartsWith("##[group]Run "u8) || Text.SequenceEqual("Post job cleanup."u8)
        || Text.SequenceEqual("Cleaning up orphan processes"u8) || Text.SequenceEqual("##[group]Checking docker version"u8);

    /// <summary>How long the time in front is, with the space after it; 0: there is none.</summary>
    private static int StampLength(ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= SecondsLength || raw[4] != '-' || raw[10] != 'T' || raw[16] != ':' || !char.IsAsciiDigit((char)raw[0]))
        {
            return 0;
        }

        var end = raw[SecondsLength..Math.Min(raw.Length, SecondsLength + 11)].IndexOf((byte)'Z') + SecondsLength;
        return end < SecondsLength ? 0 : end + 1 < raw.Length && raw[end + 1] == ' ' ? end + 2 : end + 1 == raw.Length ? end + 1 : 0;
    }
}
