using Mcp.Tools.Runners.Completions;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Prompts;
using Mcp.Tools.Runners.Resources;
using Mcp.Tools.Runners.StatusPage;
using Mcp.Tools.Runners.Telemetry;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners;

/// <summary>Adds the runners to a host or to an MCP server.</summary>
public static class RunnersBuilderExtensions
{
    /// <summary>Adds the ledger, GitHub and the reports: all that a front end needs. Starts nothing, opens nothing until it is used.</summary>
    public static IServiceCollection AddRunners(this IServiceCollection services, Action<RunnersOptions>? configure = null)
    {
        services.AddOptions<RunnersOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RunnersOptions>, RunnersOptionsValidator>());
        FrontEndParts.AddTo(services);
        return configure is null ? services : services.Configure(configure);
    }

    /// <summary>
    /// Adds the autoscaler as a background host; it acts while it holds the ledger's lease. Replace <see cref="IRunnerLauncher"/> or
    /// <see cref="IDemandSource"/> by registering your own before.
    /// </summary>
    public static IServiceCollection AddRunnersAutoscaler(this IServiceCollection services)
    {
        services.AddRunners();
        AutoscalerParts.AddTo(services);
        return services;
    }

    /// <summary>Adds the tools about jobs and runners for an agent in this process, as <see cref="RunnerToolset"/>, what they need, and <see cref="RunnerMetrics"/>.</summary>
    public static IServiceCollection AddRunnerTools(this IServiceCollection services, Action<RunnersOptions>? configure = null)
    {
        services.AddRunners(configure);
        RunnerTools.AddTo(services);
        TelemetryParts.AddTo(services);
        return services;
    }

    /// <summary>Adds the tools, prompts, resources and completions about jobs and runners, and what they need.</summary>
    public static IMcpServerBuilder WithRunners(this IMcpServerBuilder builder, Action<RunnersOptions>? configure = null)
    {
        var services = builder.Services;
        services.AddRunnerTools(configure);
        if (services.Any(service => service.ServiceType == typeof(ResourceWatch)))
        {
            return builder; // A second call must not list anything twice.
        }

        PromptMenu.AddTo(services);
        ResourceShelf.AddTo(services);
        CompletionSetup.AddTo(services);
        StatusPageResource.AddTo(services);
        return builder;
    }
}
