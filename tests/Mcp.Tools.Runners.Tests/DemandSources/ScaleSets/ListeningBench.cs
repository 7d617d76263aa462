using GitHubSimulator;
using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Lifecycle;

namespace Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;

/// <summary>The autoscaler with a pool that is a scale set; its listener runs, passes run when told. Short waits pass by themselves.</summary>
internal sealed class ListeningBench : IAsyncDisposable
{
    public const string Repository = "octo-org/web";
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(8);

    private CancellationTokenSource _stop = new();
    private Task _listening = Task.CompletedTask;

    private ListeningBench(AutoscalerBench bench) => Autoscaler = bench;

    public AutoscalerBench Autoscaler { get; }

    public GitHubSimulatorHost GitHub => Autoscaler.GitHub;

    public SimulatedWorld World => Autoscaler.World;

    public SimulatedScaleSet Set => Assert.Single(GitHub.ScaleSets.All);

    public ScaleSetReading Reading => Autoscaler.Get<ScaleSetBoard>().Get("default")!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ListeningBench> CreateAsync(string place = "octo-org", Action<RunnersOptions>? configure = null)
    {
        var bench = await AutoscalerBench.StartAsync(options =>
        {
            options.Pools[0].ScaleSet = new() { ConfigUrl = new Uri(options.GitHub.ApiAddress, place).AbsoluteUri };
            configure?.Invoke(options);
        });
        bench.World.AddRepository(Repository);
        bench.Time.Waiting = wait =>
        {
            if (wait > TimeSpan.Zero && wait <= ShortWait)
            {
                bench.Time.Advance(wait);
            }
        };
        return new ListeningBench(bench);
    }

    public static async Task<ListeningBench> LiveAsync(string place = "octo-org", Action<RunnersOptions>? configure = null)
    {
        var bench = await CreateAsync(place, configure);
        bench.Listen();
        await bench.UntilAsync(() => bench.Reading.State == ScaleSetState.Live);
        return bench;
    }

    public void Listen() => _listening = Autoscaler.Get<ScaleSetListener>().ListenAsync(_stop.Token);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _listening;
    }

    /// <summary>Completes when the listener has ended by itself.</summary>
    public Task EndedAsync() => _listening.WaitAsync(Cancel);

    /// <summary>The process ends without giving its session back, and another one begins.</summary>
    public async Task CrashAsync()
    {
        GitHub.Faults.FailNext(100, 503, "DELETE", "/_tenant");
        await StopAsync();
        GitHub.Faults.Clear();
        await Autoscaler.CrashAndRestartAsync();
        _stop.Dispose();
        _stop = new();
    }

    /// <summary>Waits for what the listener brings about.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (true)
        {
            var news = Autoscaler.Get<LedgerDatabase>().News.Next;
            if (condition())
            {
                return;
            }

            await news.WaitAsync(Cancel);
        }
    }

    /// <summary>A job is queued, and the listener knows that it is the set's.</summary>
    public async Task<long> AssignedAsync(params string[] labels)
    {
        var before = Reading.AssignedJobs ?? 0;
        var job = Autoscaler.Queue(Repository, labels);
        await UntilAsync(() => Reading.AssignedJobs > before);
        return job;
    }

    public int Count(string method, string pathPart) =>
        GitHub.Requests.All.Count(request => request.Method == method && request.PathAndQuery.Contains(pathPart, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await Autoscaler.DisposeAsync();
    }
}
