using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Resources;

/// <summary>The resources, ready made; what they read is opened at the first read.</summary>
internal static class ResourceShelf
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<McpServerResource>(provider => new StatusResource(Late<SituationReader>(provider), Late<QueueReader>(provider), Logger<StatusResource>(provider)));
        services.AddSingleton<McpServerResource>(provider => new RunnerByNameResource(Late<RunnerReader>(provider), Late<RunnerLedger>(provider), Logger<RunnerByNameResource>(provider)));
        services.AddSingleton<McpServerResource>(provider => new RunResource(
            Late<SituationReader>(provider), Late<JobLedger>(provider), Late<DecisionLog>(provider), Logger<RunResource>(provider)));
        services.AddOptions<McpServerOptions>().PostConfigure<ILogger<JobLogResource>>((options, logger) =>
        {
            if (options.ResourceCollection is { } shelf && options.ToolCollection is { } tools &&
                tools.TryGetPrimitive(JobLogResource.ToolName, out var tool) && tool is RunnerTool logs)
            {
                shelf.TryAdd(new JobLogResource(logs, logger));
            }
        });
        services.TryAddSingleton(provider => new ResourceWatch(
            Late<LedgerDatabase>(provider),
            () => [.. provider.GetServices<McpServerResource>().OfType<RunnerResource>()],
            provider.GetRequiredService<TimeProvider>(),
            Logger<ResourceWatch>(provider)));
    }

    // A failure to open is not remembered: the next call tries again.
    private static Lazy<T> Late<T>(IServiceProvider provider)
        where T : notnull => new(provider.GetRequiredService<T>, LazyThreadSafetyMode.PublicationOnly);

    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
