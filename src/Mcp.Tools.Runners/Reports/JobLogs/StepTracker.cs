using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>
/// Says of each line which step printed it. The log has all steps in one text and names none, so it goes by what both have: the seconds in
/// front of the lines and the steps' own times, and inside a second by the lines with which steps begin.
/// </summary>
internal sealed class StepTracker(ImmutableArray<JobStep> steps)
{
    private readonly Seen[] _steps = [.. steps.Where(step => step is { StartedAt: not null } and not { Conclusion: "skipped" }).OrderBy(step => step.Number).Select(step => new Seen(step))];
    private int _current;

    /// <summary>The steps with the lines that were seen of them.</summary>
    public ImmutableArray<StepLines> Steps => [.. _steps.Select(step => step.Lines())];

    /// <returns>The number of the step; 0: the job shows none.</returns>
    public int StepOf(LogLine line)
    {
        if (_steps.Length == 0)
        {
            return 0;
        }

        var begins = line.MayBeginStep;
        while (_current + 1 < _steps.Length && IsAtOrAfter(line.Second, _steps[_current + 1].Started) && (begins || IsAfter(line.Second, _steps[_current].Completed)))
        {
            _current++;
            begins = false;
        }

        return _steps[_current].Count(line);
    }

    // Times of one form compare as their bytes do.
    private static bool IsAtOrAfter(ReadOnlySpan<byte> second, byte[] moment) => !second.IsEmpty && second.SequenceCompareTo(moment) >= 0;

    private static bool IsAfter(ReadOnlySpan<byte> second, byte[]? moment) => moment is not null && !second.IsEmpty && second.SequenceCompareTo(moment) > 0;

    private sealed class Seen(JobStep step)
    {
        private int _first;
        private int _last;
        private int _errors;

        public byte[] Started { get; } = Second(step.StartedAt!.Value);

        public byte[]? Completed { get; } = step.CompletedAt is { } end ? Second(end) : null;

        public StepLines Lines() => new(step, _first == 0 ? null : _first, _last == 0 ? null : _last, _errors);

        public int Count(LogLine line)
        {
            _first = _first == 0 ? line.Number : _first;
            _last = line.Number;
            _errors += line.IsError ? 1 : 0;
            return step.Number;
        }

        private static byte[] Second(DateTimeOffset moment) =>
            Encoding.ASCII.GetBytes(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
    }
}
