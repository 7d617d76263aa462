using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Registers the metrics and the readiness. Nothing is opened before it is asked for.</summary>
internal static class TelemetryParts
{
    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new LedgerEvents(provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<MetricReader>();
        services.TryAddSingleton(provider =>
        {
            // Counting begins with the process, not with its first collection.
            _ = provider.GetRequiredService<LedgerEvents>();
            return new RunnerMetrics(new(provider.GetRequiredService<MetricReader>));
        });
        services.TryAddSingleton(provider => new ReadinessReport(
            new(provider.GetRequiredService<SituationReader>), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ReadinessReport>>()));
    }
}
