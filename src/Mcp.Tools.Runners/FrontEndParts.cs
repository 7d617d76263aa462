using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners;

/// <summary>What every process needs: the ledger and GitHub.</summary>
internal static class FrontEndParts
{
    private static readonly TimeSpan LoginPatience = TimeSpan.FromSeconds(5);

    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new LedgerDatabase(Options(provider).LedgerPath));
        services.TryAddSingleton<LeaseLedger>();
        services.TryAddSingleton<RunnerLedger>();
        services.TryAddSingleton<JobLedger>();
        services.TryAddSingleton<DecisionLog>();
        services.TryAddSingleton<StatusBoard>();
        services.TryAddSingleton<ControlBoard>();
        services.TryAddSingleton<BreakerLedger>();
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<CleanUpLedger>();
        services.TryAddSingleton(provider => new WebhookLedger(provider.GetRequiredService<LedgerDatabase>()));
        services.TryAddSingleton<HookLedger>();
        services.TryAddSingleton(provider => new WebhookInbox(
            provider.GetRequiredService<WebhookLedger>(),
            provider.GetRequiredService<IOptions<RunnersOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookInbox>>()));
        services.TryAddSingleton(provider => new WebhookSetup(provider.GetRequiredService<GitHubApi>(), provider.GetRequiredService<IOptions<RunnersOptions>>()));
        services.TryAddSingleton<TraceReader>();
        services.TryAddSingleton<ConcernedRepositories>();
        services.TryAddSingleton<IResponseCache, ResponseCache>();
        services.TryAddSingleton(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            return new GitHubCredentials(
                Options(provider).GitHub, Environment.GetEnvironmentVariable, new GhLogin("gh", LoginPatience, time).ReadAsync, time);
        });
        services.TryAddSingleton(provider => new GitHubApi(
            Options(provider).GitHub,
            provider.GetRequiredService<GitHubCredentials>(),
            provider.GetRequiredService<IResponseCache>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GitHubApi>>()));
    }

    private static RunnersOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<RunnersOptions>>().Value;
}
