using System.Threading.Channels;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Wakes the loop. Rings while it is awake are kept, but only one: a pass looks at everything anyway.</summary>
internal sealed class Wake
{
    private readonly Channel<string> _rings = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring(string why) => _rings.Writer.TryWrite(why);

    /// <summary>Why it was rung; null: nobody rang in time.</summary>
    public async Task<string?> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        if (_rings.Reader.TryRead(out var at))
        {
            return at;
        }

        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
