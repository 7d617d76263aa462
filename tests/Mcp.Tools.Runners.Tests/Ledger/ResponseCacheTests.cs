using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class ResponseCacheTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();

    [Fact]
    public void Put_AKeyTwice_ReplacesTheAnswer()
    {
        var cache = new ResponseCache(_ledger.Database);
        cache.Put(Response("a", 10));
        var last = Response("a", 3) with { ETag = "\"2\"" };
        cache.Put(last);

        var read = cache.Get("a")!;
        Assert.Equal(last.Body, read.Body);
        Assert.Equal(last, read with { Body = last.Body });
        Assert.Null(cache.Get("b"));
    }

    [Fact]
    public void Put_BeyondTheRows_DropsTheLeastRecentlyStored()
    {
        var cache = new ResponseCache(_ledger.Database, maxRows: 2);
        cache.Put(Response("a", 1));
        cache.Put(Response("b", 1));
        cache.Put(Response("a", 1));
        cache.Put(Response("c", 1));

        Assert.Equal([true, false, true], Present(cache, "a", "b", "c"));
    }

    [Fact]
    public void Put_BeyondTheBytes_DropsTheLeastRecentlyStored()
    {
        var cache = new ResponseCache(_ledger.Database, maxBytes: 100);
        cache.Put(Response("a", 60));
        cache.Put(Response("b", 30));
        cache.Put(Response("c", 30));

        Assert.Equal([false, true, true], Present(cache, "a", "b", "c"));
    }

    [Fact]
    public void Put_AnAnswerGreaterThanTheCache_KeepsTheOthersAndNoStaleOne()
    {
        var cache = new ResponseCache(_ledger.Database, maxBytes: 100);
        cache.Put(Response("a", 60));
        cache.Put(Response("b", 1));
        cache.Put(Response("b", 101));

        Assert.Equal([true, false], Present(cache, "a", "b"));
    }

    public void Dispose() => _ledger.Dispose();

    private static IEnumerable<bool> Present(ResponseCache cache, params string[] keys) => keys.Select(key => cache.Get(key) is not null);

    private CachedResponse Response(string key, int size) => new(key, "\"1\"", """{"Link":"next"}""", new byte[size], _ledger.Time.GetUtcNow());
}
