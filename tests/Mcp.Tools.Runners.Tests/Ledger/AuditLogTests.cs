using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class AuditLogTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();

    [Fact]
    public void Recent_AfterSomeEntries_ShowsTheNewestFirst()
    {
        var log = new AuditLog(_ledger.Database);
        var entries = Enumerable.Range(0, 3).Select(number => new AuditEntry(
            _ledger.Time.GetUtcNow().AddSeconds(-number), "stop_runner", "client", $"runner-{number}", number == 1 ? "not_found" : "ok")).ToArray();
        foreach (var entry in entries)
        {
            log.Record(entry);
        }

        Assert.Equal([entries[2], entries[1]], log.Recent(2));
    }

    public void Dispose() => _ledger.Dispose();
}
