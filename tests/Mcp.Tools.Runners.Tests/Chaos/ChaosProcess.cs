using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>One autoscaler process: everything but the ledger, the engine and GitHub is its own and ends with it.</summary>
internal sealed class ChaosProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _ended = new();

    public ChaosProcess(Action<RunnersOptions> configure, ChaosHost host)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(host.Log));
        services.AddSingleton<TimeProvider>(host.Clock);
        services.AddSingleton<IRunnerLauncher>(new ChaosLauncher(host.Engine, Calls, host.Tally, host.Clock));
        services.AddSingleton(provider => new GitHubApi(
            provider.GetRequiredService<IOptions<RunnersOptions>>().Value.GitHub,
            provider.GetRequiredService<GitHubCredentials>(),
            provider.GetRequiredService<IResponseCache>(),
            host.Clock,
            provider.GetRequiredService<ILogger<GitHubApi>>(),
            new ChaosTransport(Calls, host, Transport.Create())));
        services.AddRunners(configure);
        services.AddRunnersAutoscaler();
        _services = services.BuildServiceProvider();
    }

    public OutsideCalls Calls { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Whether it holds the lease now.</summary>
    public bool TryAcquire()
    {
        using var atOnce = new CancellationTokenSource();
        var acquired = Get<AutoscalerLease>().AcquireAsync(atOnce.Token);
        atOnce.Cancel();
        if (acquired.IsCompletedSuccessfully)
        {
            Get<Sight>().Forget();
            return true;
        }

        return false;
    }

    public bool Renew() => Get<LeaseLedger>().Renew(Get<AutoscalerLease>().Token, AutoscalerLease.Lifetime);

    /// <summary>One pass, and all the work that it started.</summary>
    public async Task PassAsync(string trigger, Look look)
    {
        try
        {
            await Get<ScalingPass>().RunAsync(trigger, look, _ended.Token);
        }
        finally
        {
            await Get<RunnerWork>().DrainAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _ended.Dispose();
    }
}
