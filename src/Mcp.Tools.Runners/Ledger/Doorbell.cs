namespace Mcp.Tools.Runners.Ledger;

/// <summary>Wakes who waits for news in the ledger. Nothing is looked at while nobody waits.</summary>
internal sealed class Doorbell(LedgerDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private long _seenHere = database.News.Count;
    private long? _seenElsewhere = database.ForeignVersion();

    /// <summary>Completes when this or another process has written to the ledger since the last call. In-process at once, across processes within 100 ms.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        database.Open();
        var (here, elsewhere) = Seen();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = database.News.Next;
            var nowHere = database.News.Count;
            var nowElsewhere = database.ForeignVersion() ?? elsewhere;
            if (nowHere != here || nowElsewhere != elsewhere)
            {
                Remember(nowHere, nowElsewhere);
                return;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(next, Task.Delay(Interval, time, stop.Token));
            await stop.CancelAsync();
        }
    }

    private (long Here, long Elsewhere) Seen()
    {
        lock (_lock)
        {
            return (_seenHere, _seenElsewhere ??= database.VersionAtOpen);
        }
    }

    private void Remember(long here, long elsewhere)
    {
        lock (_lock)
        {
            (_seenHere, _seenElsewhere) = (here, elsewhere);
        }
    }
}
