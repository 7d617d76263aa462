using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Reports.JobLogs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tools;

/// <summary>
/// Registers the tools and the reports behind them. What they read is opened at the first call that needs it: listing the tools
/// opens no ledger and looks for no token.
/// </summary>
internal static class RunnerTools
{
    /// <returns>False: they are there already.</returns>
    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(QueueReader)))
        {
            return; // A second call must not list each tool twice.
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SituationReader>();
        services.TryAddSingleton<QueueReader>();
        services.TryAddSingleton(provider => new ArchitectureReader(
            Late<RunFinder>(provider), Late<JobFinder>(provider), Late<GitHubApi>(provider), provider.GetRequiredService<JobLedger>(), Time(provider)));
        services.TryAddSingleton<EvidenceReader>();
        services.TryAddSingleton<RepositoriesReader>();
        services.TryAddSingleton<LaunchRequests>();
        services.TryAddSingleton<LaunchWait>();
        services.TryAddSingleton(provider => new JobFinder(Late<GitHubApi>(provider), provider.GetRequiredService<JobLedger>(), Time(provider)));
        services.TryAddSingleton(provider => new RunnerReader(
            provider.GetRequiredService<SituationReader>(), provider.GetRequiredService<RunnerLedger>(), provider.GetRequiredService<JobLedger>(), Late<GitHubApi>(provider)));
        services.TryAddSingleton(provider => new OpenRunnersReader(
            provider.GetRequiredService<SituationReader>(), provider.GetRequiredService<RunnerLedger>(), provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<ConcernedRepositories>(), Late<GitHubApi>(provider), Time(provider)));
        services.TryAddSingleton(provider => new CleanUpReader(
            provider.GetRequiredService<SituationReader>(), provider.GetRequiredService<ConcernedRepositories>(), provider.GetRequiredService<TraceReader>(), provider.GetRequiredService<StatusBoard>(), provider.GetRequiredService<CleanUpLedger>(), Late<GitHubApi>(provider), Time(provider), Logger<CleanUpReader>(provider)));
        services.TryAddSingleton(provider => new RunFinder(Late<GitHubApi>(provider), Late<JobLedger>(provider)));
        services.TryAddSingleton(provider => new JobLogReader(Late<JobFinder>(provider), Late<GitHubApi>(provider), Time(provider)));
        services.TryAddSingleton(provider => new FailedRunsReader(Late<GitHubApi>(provider), new FailedJobLogs(Late<JobLogReader>(provider)), Options(provider), Time(provider)));

        services.TryAddSingleton(provider => new RunnerToolset(provider.GetServices<McpServerTool>().OfType<RunnerTool>()));

        services.AddSingleton<McpServerTool>(provider => new QueueStatusTool(Late<SituationReader>(provider), Late<QueueReader>(provider), Logger<QueueStatusTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ExplainJobTool(Late<JobFinder>(provider), Late<EvidenceReader>(provider), Logger<ExplainJobTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ListFailedRunsTool(Late<FailedRunsReader>(provider), Options(provider), Time(provider), Logger<ListFailedRunsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new GetJobLogsTool(Late<JobLogReader>(provider), Time(provider), Logger<GetJobLogsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new FilterByArchTool(Late<SituationReader>(provider), Late<ArchitectureReader>(provider), Logger<FilterByArchTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ListRepositoriesTool(Late<RepositoriesReader>(provider), Logger<ListRepositoriesTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ListJobsTool(
            Late<SituationReader>(provider), Late<JobLedger>(provider), Late<DecisionLog>(provider), Options(provider), Time(provider), Logger<ListJobsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ListRunnersTool(Late<OpenRunnersReader>(provider), Logger<ListRunnersTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new GetRunnerTool(Late<RunnerReader>(provider), Logger<GetRunnerTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new RunnerHistoryTool(Late<RunnerLedger>(provider), Options(provider), Time(provider), Logger<RunnerHistoryTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new AutoscalerStatusTool(
            Late<SituationReader>(provider), Late<DecisionLog>(provider), Late<QueueReader>(provider), Logger<AutoscalerStatusTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new HostCapabilitiesTool(Late<SituationReader>(provider), Logger<HostCapabilitiesTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new LaunchRunnerTool(
            Late<LaunchRequests>(provider), Late<LaunchWait>(provider), Late<SituationReader>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<LaunchRunnerTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new StopRunnerTool(
            Late<RunnerLedger>(provider), Late<SituationReader>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<StopRunnerTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new SetAutoscalerTool(
            Late<ControlBoard>(provider), Late<SituationReader>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<SetAutoscalerTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new CleanUpRunnersTool(
            Late<CleanUpReader>(provider), Late<CleanUpLedger>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<CleanUpRunnersTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new IssueRunnerTokenTool(
            Late<GitHubApi>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<IssueRunnerTokenTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new RerunFailedJobsTool(
            Late<RunFinder>(provider), Late<GitHubApi>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<RerunFailedJobsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new CancelRunTool(
            Late<RunFinder>(provider), Late<GitHubApi>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<CancelRunTool>(provider)));
    }

    // A failure to open is not remembered: the next call tries again.
    private static Lazy<T> Late<T>(IServiceProvider provider)
        where T : notnull => new(provider.GetRequiredService<T>, LazyThreadSafetyMode.PublicationOnly);

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static IOptions<RunnersOptions> Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<RunnersOptions>>();

    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
