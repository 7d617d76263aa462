using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// Shows the pulls under way to the other processes: on the status board once a second, from a thread of its own, so that neither a slow nor a
/// broken ledger holds a pull up.
/// </summary>
internal sealed partial class PullBoard : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Action<StatusEntry> _put;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private ImmutableList<PullTally> _pulls = [];
    private int _asked;

    /// <param name="put">Writes an entry of the status board.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when it cannot be written.</param>
    public PullBoard(Action<StatusEntry> put, TimeProvider time, ILogger logger)
    {
        _put = put;
        _time = time;
        _logger = logger;
        _timer = time.CreateTimer(_ => Show(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public PullTally Begin(string image)
    {
        var tally = new PullTally(image, _time);
        ImmutableInterlocked.Update(ref _pulls, pulls => pulls.Add(tally));
        _timer.Change(Every, Every);
        Show();
        return tally;
    }

    public void End(PullTally tally)
    {
        ImmutableInterlocked.Update(ref _pulls, pulls => pulls.Remove(tally));
        if (_pulls.IsEmpty)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

            // Another may have begun in between; one second more or less of a timer without a pull costs nothing.
            if (!_pulls.IsEmpty)
            {
                _timer.Change(Every, Every);
            }
        }

        Show();
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>One writer at a time; what is asked for while it writes is written by the same.</summary>
    private void Show()
    {
        if (Interlocked.Increment(ref _asked) == 1)
        {
            _ = Task.Run(Write);
        }
    }

    private void Write()
    {
        int answered;
        do
        {
            answered = Volatile.Read(ref _asked);
            try
            {
                _put(StatusJson.Pulls([.. _pulls.Select(pull => pull.Read())], _time.GetUtcNow()));
            }
            catch (Exception ex)
            {
                // Whatever is wrong with the ledger, the pull goes on.
                LogNotShown(ex);
            }
        }
        while (Interlocked.CompareExchange(ref _asked, 0, answered) != answered);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How the pulls go could not be written down; they go on.")]
    private partial void LogNotShown(Exception exception);
}
