using Mcp.Tools.Runners.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Mcp.Server.Http;

/// <summary>The product's metrics as Prometheus text, read from the ledger at each scrape.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void AddProductMetrics(this IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .AddMeter(RunnerMetrics.MeterName)
        .AddInstrumentation(provider => provider.GetRequiredService<RunnerMetrics>())
        .AddPrometheusExporter(options =>
        {
            // There is one meter and one process: what these add to every series tells nothing, and ARC's dashboards know no such labels.
            options.ScopeInfoEnabled = false;
            options.TargetInfoEnabled = false;
        }));

    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint(Path);
}
