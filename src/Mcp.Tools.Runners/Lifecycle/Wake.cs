using System.Collections.Immutable;
using System.Threading.Channels;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Wakes the loop. Rings while it is awake are kept, each reason once: a pass looks at everything anyway.</summary>
internal sealed class Wake
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ImmutableSortedSet<string> _why = [];

    public void Ring(string why)
    {
        lock (_lock)
        {
            _why = _why.Add(why);
        }

        _signal.Writer.TryWrite(true);
    }

    /// <summary>Why it was rung since the last call; empty: nobody rang in time.</summary>
    public async Task<ImmutableSortedSet<string>> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _signal.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody rang in time.
        }

        lock (_lock)
        {
            var why = _why;
            _why = [];
            return why;
        }
    }
}
