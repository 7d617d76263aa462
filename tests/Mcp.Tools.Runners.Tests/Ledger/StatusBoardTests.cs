using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class StatusBoardTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();

    [Fact]
    public void Put_AKeyTwice_KeepsTheLastValue()
    {
        var board = new StatusBoard(_ledger.Database);
        var now = _ledger.Time.GetUtcNow();
        board.Put(new StatusEntry("engine", """{"up":true}""", now));
        board.Put(new StatusEntry("budget", "{}", now));
        var last = new StatusEntry("engine", """{"up":false}""", now.AddDays(-1));
        board.Put(last);

        Assert.Equal(last, board.Get("engine"));
        Assert.Null(board.Get("nothing"));
    }

    public void Dispose() => _ledger.Dispose();
}
