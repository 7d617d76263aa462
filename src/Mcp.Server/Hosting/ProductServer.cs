using System.Reflection;
using Mcp.Server.Subscriptions;
using Mcp.Server.Tools;
using Mcp.Tools.Models;
using Mcp.Tools.Runners;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Hosting;

/// <summary>The MCP server as every transport offers it: its name, its instructions and all tools.</summary>
internal static class ProductServer
{
    public const string Name = "mcp-runners";

    public const string Instructions =
        """
        mcp-runners runs the GitHub Actions jobs of the user's repositories on this machine, each in a fresh container.
        What waits and runs: queue_status, list_jobs. Whose jobs: list_repositories. Why does a job not start: explain_job. What failed: list_failed_runs; its log: get_job_logs. Which jobs fit an architecture: filter_by_arch.
        Which runners exist: list_runners. One of them: get_runner. Those that ended: runner_history. Does the autoscaler work: autoscaler_status. What this host has: host_capabilities.
        Start a runner: launch_runner; take one away: stop_runner; leftovers: clean_up_runners. Pause, resume, limit: set_autoscaler. A registration token: issue_runner_token. Runs: rerun_failed_jobs, cancel_run. All these are off until allowed by name (--allow).
        AI models: search_models, recommend_model, check_model_fit, list_served_models.
        Begin with queue_status; a value that could not be read is reported as unknown, never as zero. Each answer has a summary and next_steps.
        """;

    public static string Version { get; } =
        typeof(ProductServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static IMcpServerBuilder AddProductServer(this IServiceCollection services, Action<RunnersOptions> configure, Action<ModelsOptions> configureModels)
    {
        // Beside the ledger, wherever that was put: one folder to back up and to give rights to.
        services.AddOptions<ModelsOptions>().Configure<IOptions<RunnersOptions>>(
            (models, runners) => models.CataloguePath = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(runners.Value.LedgerPath))!, "models.db"))
            .PostConfigure<IOptions<RunnersOptions>>((models, runners) =>
            {
                if (runners.Value.ReadOnly)
                {
                    models.AllowedTools = new HashSet<string>(StringComparer.Ordinal);
                }
            });
        return services
            .AddMcpServer(options =>
            {
                options.ServerInfo = new Implementation { Name = Name, Title = "GitHub Actions runners on this machine", Version = Version };
                options.ServerInstructions = Instructions;
            })
            .WithRunners(configure)
            .WithModels(configureModels)
            .WithAccess()
            .WithCheckedArguments()
            .WithSubscriptions();
    }
}
