using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;
using Mcp.Tools.Runners.Tests.Resources;
using Mcp.Tools.Runners.Tests.Tools;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;

namespace Mcp.Tools.Runners.Tests;

public sealed class ResourceWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Watch_RunnerMovesOn_TellsOnceForEachChangeAndNothingElse()
    {
        await using var bench = await Bench.StartAsync();
        var (runner, other) = (bench.Runner(RunnerState.Started), bench.Runner(RunnerState.Started));
        using var watching = new Watching(bench, $"runners://runner/{runner.Name}");

        bench.Move(other, RunnerState.Online);
        bench.Move(runner, RunnerState.Online);
        await watching.ToldAsync();
        bench.Pass([bench.Queue()]);
        await watching.SettleAsync();

        Assert.Equal(1, watching.Told);
    }

    [Fact]
    public async Task Watch_RunOfAJobThatStarts_TellsIt()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Observe(job);
        using var watching = new Watching(bench, $"runners://run/octo/web/{job.RunId}");

        bench.Observe(job with { Status = JobStatus.InProgress, StartedAt = bench.Now });

        await watching.ToldAsync();
    }

    [Fact]
    public async Task Watch_StatusThatIsOnlyConfirmed_TellsNothing()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job]);
        using var watching = new Watching(bench, "runners://status");

        bench.Time.Advance(TimeSpan.FromSeconds(3));
        bench.Pass([job]);
        await watching.SettleAsync();
        Assert.Equal(0, watching.Told);

        bench.Pass([job, bench.Queue("octo/api")]);
        await watching.ToldAsync();
    }

    [Fact]
    public async Task Watch_AnotherProcessWrites_TellsItToo()
    {
        await using var bench = await Bench.StartAsync();
        var runner = bench.Runner(RunnerState.Started);
        using var watching = new Watching(bench, $"runners://runner/{runner.Id}");

        new RunnerLedger(bench.Ledger.Open(), bench.Time).RequestStop(runner.Id, "another process");

        await watching.ToldAsync();
    }

    [Fact]
    public async Task Watch_AutoscalerDiesWithoutAWord_TellsTheStatus()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        Assert.Contains("is alive", (await bench.AskAsync("queue_status")).Text("summary"), StringComparison.Ordinal);
        using var watching = new Watching(bench, "runners://status");
        await watching.SettleAsync();

        bench.Time.Advance(TemporaryLedger.Lifetime + TimeSpan.FromSeconds(1));

        await watching.ToldAsync();
    }

    [Fact]
    public async Task Watch_UnknownAddress_SaysWhatCanBeWatched()
    {
        await using var bench = await Bench.StartAsync();
        var watch = bench.Services.GetRequiredService<ResourceWatch>();

        var refusal = await Assert.ThrowsAsync<McpException>(() => watch.WatchAsync("runners://runner/nobody", _ => Task.CompletedTask, TestContext.Current.CancellationToken));

        Assert.Contains("runners://status", refusal.Message, StringComparison.Ordinal);
        Assert.False(watch.CanWatch("runners://runner/nobody"));
        Assert.True(watch.CanWatch("runners://status"));
    }

    /// <summary>A watcher that counts what it is told.</summary>
    private sealed class Watching : IDisposable
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        private readonly SemaphoreSlim _told = new(0);
        private readonly Ticks _ticks;
        private int _count;

        public Watching(Bench bench, string uri)
        {
            _ticks = new(bench.Time);
            _ = bench.Services.GetRequiredService<ResourceWatch>().WatchAsync(
                uri,
                _ =>
                {
                    Interlocked.Increment(ref _count);
                    _told.Release();
                    return Task.CompletedTask;
                },
                _stop.Token);
        }

        public int Told => Volatile.Read(ref _count);

        public Task SettleAsync() => _ticks.SettleAsync();

        public async Task ToldAsync()
        {
            await SettleAsync();
            Assert.True(await _told.WaitAsync(Patience, TestContext.Current.CancellationToken), "The change was not told.");
        }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
            _told.Dispose();
        }
    }
}
