using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>What one collection of all metrics is told from.</summary>
/// <param name="Status">What <c>queue_status</c> would answer, with all groups.</param>
/// <param name="Running">The jobs that run.</param>
internal sealed record MetricSnapshot(
    Situation Situation, QueueStatus Status, IReadOnlyCollection<WorkflowJob> Running, IReadOnlyDictionary<WebhookOutcome, long> Deliveries);
