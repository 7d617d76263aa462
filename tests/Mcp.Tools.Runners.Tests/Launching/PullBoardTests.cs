using System.Threading.Channels;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class PullBoardTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<StatusEntry> _put = Channel.CreateUnbounded<StatusEntry>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_UntilTheEnd_IsShownAtOnceAndThenOnceASecond()
    {
        using var board = new PullBoard(entry => _put.Writer.TryWrite(entry), _time, NullLogger.Instance);

        var tally = board.Begin("runner:1");
        Assert.Equal(0, Assert.Single(await NextAsync()).DoneBytes);
        for (var bytes = 1; bytes <= 500; bytes++)
        {
            tally.Add(new JSONMessage { ID = "a", Status = "Downloading", Progress = new JSONProgress { Current = bytes, Total = 1000 } });
        }

        Assert.False(_put.Reader.TryRead(out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(500, Assert.Single(await NextAsync()).DoneBytes);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await NextAsync());
        board.End(tally);
        Assert.Empty(await NextAsync());

        // Nobody pulls: nothing is written any more.
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_put.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Put_Hangs_HoldsNoPullUpAndTheLastStateIsShownAfterwards()
    {
        using var hang = new SemaphoreSlim(0);
        using var board = new PullBoard(
            entry =>
            {
                hang.Wait(Cancellation);
                _put.Writer.TryWrite(entry);
            },
            _time,
            NullLogger.Instance);

        var first = board.Begin("runner:1");
        var second = board.Begin("runner:2");
        board.End(first);
        board.End(second);
        hang.Release(2);

        IReadOnlyList<ImagePull> shown;
        do
        {
            shown = await NextAsync();
        }
        while (shown.Count > 0);
    }

    [Fact]
    public async Task Put_Fails_ThePullGoesOnAndTheNextIsShown()
    {
        var fails = true;
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var board = new PullBoard(
            entry =>
            {
                if (fails)
                {
                    fails = false;
                    failed.SetResult();
                    throw new LedgerException("The ledger is locked. Try again.");
                }

                _put.Writer.TryWrite(entry);
            },
            _time,
            NullLogger.Instance);

        board.Begin("runner:1");
        await failed.Task.WaitAsync(Cancellation);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(await NextAsync());
    }

    private async Task<IReadOnlyList<ImagePull>> NextAsync()
    {
        var entry = await _put.Reader.ReadAsync(Cancellation);
        return StatusJson.ReadPulls(entry, entry.AsOf)!.Pulls;
    }
}
