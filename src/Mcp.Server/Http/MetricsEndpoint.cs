using Mcp.Tools.Runners.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using OpenTelemetry.Metrics;

namespace Mcp.Server.Http;

/// <summary>The product's metrics as Prometheus text, read from the ledger at each scrape.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    /// <remarks>Before the server's own filters are added: the first one sees what the others refuse.</remarks>
    public static void AddProductMetrics(this IServiceCollection services)
    {
        services.AddOptions<McpServerOptions>().Configure<RunnerMetrics>((options, metrics) =>
            options.Filters.Request.CallToolFilters.Add(next => (request, cancellationToken) => CountAsync(next, request, metrics, cancellationToken)));
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(RunnerMetrics.MeterName)
            .AddInstrumentation(provider => provider.GetRequiredService<RunnerMetrics>())
            .AddPrometheusExporter(options =>
            {
                // There is one meter and one process: what these add to every series tells nothing, and ARC's dashboards know no such labels.
                options.ScopeInfoEnabled = false;
                options.TargetInfoEnabled = false;
            }));
    }

    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint(Path);

    private static async ValueTask<CallToolResult> CountAsync(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next, RequestContext<CallToolRequestParams> request, RunnerMetrics metrics, CancellationToken cancellationToken)
    {
        // A name that a client made up must not become a label.
        var tool = (request.MatchedPrimitive as McpServerTool)?.ProtocolTool.Name ?? "other";
        var failed = true;
        try
        {
            var result = await next(request, cancellationToken);
            failed = result.IsError is true;
            return result;
        }
        finally
        {
            metrics.CountToolCall(tool, failed);
        }
    }
}
