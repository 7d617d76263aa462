using System.Buffers;
using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>Lets a log pass once, line by line: it is as long as it likes, and what is held is one buffer and the selection.</summary>
/// <param name="onlyStep">Null: the lines of all steps.</param>
internal sealed class LogPass(LogSelection selection, ImmutableArray<JobStep> steps, int? onlyStep = null)
{
    private const int BufferBytes = 64 * 1024;

    private readonly StepTracker _tracker = new(steps);
    private int _lines;
    private long _bytes;
    private bool _overlong;

    /// <param name="read">Fills a buffer and says how much came; 0 at the end.</param>
    public async Task<LogPart> RunAsync(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var (kept, wanted) = (0, true);
            while (wanted)
            {
                var came = await read(buffer.AsMemory(kept), cancellationToken);
                if (came == 0)
                {
                    if (kept > 0)
                    {
                        Pass(buffer.AsSpan(0, kept));
                    }

                    return Part(complete: true);
                }

                _bytes += came;
                (kept, wanted) = Take(buffer.AsSpan(0, kept + came), kept);
            }

            return Part(complete: false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Passes the whole lines on and puts what is left over at the beginning.</summary>
    /// <param name="known">So many bytes are left over from before and hold no line end.</param>
    private (int Kept, bool Wanted) Take(Span<byte> data, int known)
    {
        var start = 0;
        for (var end = data[known..].IndexOf((byte)'\n') + known; end >= known; end = data[start..].IndexOf((byte)'\n') + start)
        {
            // Of an overlong line only the beginning was kept; up to here comes the rest of it.
            if (!Pass(data[start..(_overlong ? known : end)]))
            {
                return (0, false);
            }

            (start, known) = (end + 1, end + 1);
        }

        var rest = data[start..];
        if (_overlong || rest.Length > LogLine.MostBytes)
        {
            // The part that holds an overlong line's beginning stays; what came of it since is let go.
            _overlong = true;
            rest = rest[..Math.Min(rest.Length, LogLine.MostBytes)];
        }

        rest.CopyTo(data);
        return (rest.Length, true);
    }

    private bool Pass(ReadOnlySpan<byte> raw)
    {
        var cut = _overlong || raw.Length > LogLine.MostBytes;
        _overlong = false;
        var line = new LogLine(++_lines, raw.Length > LogLine.MostBytes ? raw[..LogLine.MostBytes] : raw, cut);
        var step = _tracker.StepOf(line);
        return onlyStep is not { } only || step == only ? selection.Offer(line) : step < only;
    }

    private LogPart Part(bool complete) => new([.. selection.Lines], selection.More, complete, _lines, _bytes, _tracker.Steps);
}
