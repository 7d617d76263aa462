using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.StatusPage;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>autoscaler_status</c>: who acts, what the last passes saw, decided and cost. All from the ledger, no request to GitHub.</summary>
internal sealed class AutoscalerStatusTool(
    Lazy<SituationReader> situations, Lazy<DecisionLog> decisions, Lazy<QueueReader> queue, ILogger<AutoscalerStatusTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "autoscaler_status",
        "Autoscaler status",
        "Shows whether an autoscaler is alive and which process holds the lease, its last 10 passes (what each saw, decided and cost in GitHub requests), the decisions in force about waiting jobs counted by reason, where starts fail and when the next is tried, what the host has for runners and how much of it is promised, how well the queues are known, the Docker engine's state with its warnings, each pool's image (digest, age, runner version) and how far a pull is, and the GitHub budget. Use it for 'is the autoscaler working', 'what did it do', 'why does nothing happen'. Costs no GitHub request.",
        """
        {"type":"object","properties":{},"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false),
        new ToolMeta { Page = StatusPageResource.Address }.ToJson()),
    logger)
{
    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var (situation, passes, snapshot) = (situations.Value.Read(), decisions.Value.RecentPasses(AutoscalerReport.ShownPasses), queue.Value.Read(repository: null));
        return Task.FromResult(BoundedAnswer.Of(
            AutoscalerReport.ShownDecisions,
            limit => AutoscalerReport.Of(situation, passes, snapshot, limit)));
    }
}
