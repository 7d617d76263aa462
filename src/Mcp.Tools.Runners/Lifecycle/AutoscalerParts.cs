using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.DemandSources.Webhooks;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>What only the process with the autoscaler needs.</summary>
internal static class AutoscalerParts
{
    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton<IDemandSource>(provider => new Poller(
            provider.GetRequiredService<GitHubApi>(),
            provider.GetRequiredService<IOptions<RunnersOptions>>().Value,
            provider.GetRequiredService<KnownRepositories>().List,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Poller>>(),
            provider.GetRequiredService<StatusBoard>()));
        services.TryAddSingleton<KnownRepositories>();
        services.TryAddSingleton<IRunnerLauncher>(provider => new DockerLauncher(
            provider.GetRequiredService<IOptions<RunnersOptions>>(),
            () => provider.GetRequiredService<LedgerDatabase>().ControllerId,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DockerLauncher>>(),
            new BoardAccess(key => provider.GetRequiredService<StatusBoard>().Get(key), entry => provider.GetRequiredService<StatusBoard>().Put(entry))));
        services.TryAddSingleton<Doorbell>();
        services.TryAddSingleton<Wake>();
        services.TryAddSingleton<LoopTriggers>();
        services.TryAddSingleton<ScaleSetLedger>();
        services.TryAddSingleton<ScaleSetClients>();
        services.TryAddSingleton<ScaleSetBoard>();
        services.TryAddSingleton<ScaleSetEntrance>();
        services.TryAddSingleton<ScaleSetJobRecorder>();
        services.TryAddSingleton<ScaleSetInbox>();
        services.TryAddSingleton<ScaleSetListener>();
        services.TryAddSingleton<ScaleSetDemands>();
        services.TryAddSingleton<Registrations>();
        services.TryAddSingleton<AutoscalerLease>();
        services.TryAddSingleton<RunnerLife>();
        services.TryAddSingleton<RunnerWork>();
        services.TryAddSingleton<StartBreakers>();
        services.TryAddSingleton<RunnerAges>();
        services.TryAddSingleton<RunnerDisks>();
        services.TryAddSingleton<QuarantineExit>();
        services.TryAddSingleton<Retirement>();
        services.TryAddSingleton<RepositoryGuard>();
        services.TryAddSingleton<RunnerGroupGuard>();
        services.TryAddSingleton<RunnerStarter>();
        services.TryAddSingleton<DriftAlarm>();
        services.TryAddSingleton<EngineObserver>();
        services.TryAddSingleton<GitHubObserver>();
        services.TryAddSingleton<JobObserver>();
        services.TryAddSingleton<MissedDeliveries>();
        services.TryAddSingleton<DemandSight>();
        services.TryAddSingleton<Sight>();
        services.TryAddSingleton<PlanExecutor>();
        services.TryAddSingleton<PassRecorder>();
        services.TryAddSingleton<SweepSight>();
        services.TryAddSingleton<LeftoverRemoval>();
        services.TryAddSingleton<Sweep>();
        services.TryAddSingleton<SweepSchedule>();
        services.TryAddSingleton<ScalingPass>();
        services.AddHostedService<ScalingLoop>();
    }
}
