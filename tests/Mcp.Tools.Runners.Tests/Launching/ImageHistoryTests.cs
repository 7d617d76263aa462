using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class ImageHistoryTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_AfterARestart_HasWhatWasPulled()
    {
        using var ledger = new TemporaryLedger();
        Open(ledger).Add(new PulledImage("runner:1", "sha256:1", Then, WasNew: true));

        var pulled = Assert.Single(Open(ledger).Read());

        Assert.Equal(new PulledImage("runner:1", "sha256:1", Then, WasNew: true), pulled);
    }

    [Fact]
    public void Add_FoundToBeTheNewest_StaysOurs()
    {
        using var ledger = new TemporaryLedger();
        var history = Open(ledger);
        history.Add(new PulledImage("runner:1", "sha256:1", Then, WasNew: true));

        history.Add(new PulledImage("runner:1", "sha256:1", Then.AddDays(7), WasNew: false));

        Assert.Equal((Then.AddDays(7), true), (history.Last("runner:1")!.At, Assert.Single(history.Read()).WasNew));
    }

    [Fact]
    public void Forget_Image_KeepsTheOthers()
    {
        using var ledger = new TemporaryLedger();
        var history = Open(ledger);
        history.Add(new PulledImage("runner:1", "sha256:1", Then, WasNew: true));
        history.Add(new PulledImage("runner:1", "sha256:2", Then.AddDays(7), WasNew: true));

        history.Forget("sha256:1");

        Assert.Equal("sha256:2", Assert.Single(history.Read()).Id);
    }

    [Fact]
    public void Read_LedgerIsBroken_CountsNothingAsPulled()
    {
        var broken = new BoardAccess(_ => throw new LedgerException("It is broken. Replace it."), _ => throw new LedgerException("It is broken. Replace it."));
        var history = new ImageHistory(broken, TimeProvider.System, NullLogger.Instance);

        history.Add(new PulledImage("runner:1", "sha256:1", Then, WasNew: true));

        Assert.Empty(history.Read());
    }

    [Fact]
    public void Add_WhatIsThereCannotBeRead_LeavesItAsItIs()
    {
        var put = new List<StatusEntry>();
        var history = new ImageHistory(new BoardAccess(_ => throw new LedgerException("It is locked. Try again."), put.Add), TimeProvider.System, NullLogger.Instance);

        history.Add(new PulledImage("runner:1", "sha256:1", Then, WasNew: true));

        Assert.Empty(put);
    }

    private static ImageHistory Open(TemporaryLedger ledger)
    {
        var board = new StatusBoard(ledger.Database);
        return new(new BoardAccess(board.Get, board.Put), ledger.Time, NullLogger.Instance);
    }
}
