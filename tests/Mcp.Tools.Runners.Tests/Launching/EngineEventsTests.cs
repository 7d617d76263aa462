using System.Text;
using Mcp.Tools.Runners.Launching;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class EngineEventsTests
{
    private const string Die = """{"Type":"container","Action":"die","Actor":{"ID":"c1","Attributes":{"exitCode":"0"}}}""";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WatchAsync_StreamCut_SaysReconnectedAfterTheWait()
    {
        var streams = new Queue<Func<Stream>>([
            () => Lines(Die),
            () => throw new IOException("no engine"),
            () => Lines("{\"half a", Die)]);
        var events = new EngineEvents(_ => Task.FromResult(streams.Dequeue()()), _time, NullLogger.Instance);
        await using var seen = events.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.Equal(new LauncherEvent(null, "connected"), await NextAsync());
        Assert.Equal(new LauncherEvent("c1", "die"), await NextAsync());
        var next = NextAsync();
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(new LauncherEvent(null, "reconnected"), await next);
        Assert.Equal(new LauncherEvent("c1", "die"), await NextAsync());

        async Task<LauncherEvent> NextAsync()
        {
            Assert.True(await seen.MoveNextAsync());
            return seen.Current;
        }
    }

    [Fact]
    public async Task WatchAsync_CancelledWhileWaiting_Ends()
    {
        using var stop = new CancellationTokenSource();
        var events = new EngineEvents(_ => throw new IOException("no engine"), _time, NullLogger.Instance);
        await using var seen = events.WatchAsync(stop.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = seen.MoveNextAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Action":1,"Actor":{"ID":"c1"}}""")]
    [InlineData("""{"Action":"die","Actor":"c1"}""")]
    [InlineData("""{"Action":"die","Actor":{}}""")]
    public void Parse_NothingAboutAContainer_IsNull(string line) => Assert.Null(EngineEvents.Parse(line));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 16)]
    [InlineData(5, 30)]
    [InlineData(1000, 30)]
    public void After_Failures_DoublesToHalfAMinute(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReconnectDelay.After(failures));

    private static MemoryStream Lines(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
