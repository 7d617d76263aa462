using System.Threading.Channels;
using Mcp.Tools.Runners.Tests.Ledger;

namespace Mcp.Tools.Runners.Tests.Resources;

/// <summary>Moves the clock of a watch until it has seen everything that was written before and waits for more.</summary>
internal sealed class Ticks
{
    // What the doorbell waits between two looks at other processes: only a watch that has nothing to do waits so long.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();
    private readonly JumpingClock _clock;

    public Ticks(JumpingClock clock)
    {
        _clock = clock;
        clock.Waiting = due => _waits.Writer.TryWrite(due);
    }

    public async Task SettleAsync()
    {
        // Twice, because the first such wait may have begun before the last write.
        for (var idle = 0; idle < 2;)
        {
            while (_waits.Reader.TryRead(out _))
            {
            }

            _clock.Advance(TimeSpan.FromMilliseconds(300));
            TimeSpan due;
            do
            {
                due = await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            }
            while (due > TimeSpan.FromMilliseconds(250) && due < TimeSpan.FromSeconds(8));
            idle = due == Idle ? idle + 1 : 0;
        }
    }
}
