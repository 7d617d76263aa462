using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.StatusPage;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>queue_status</c>: what waits, what runs, and whether anybody acts. All from the ledger, no request to GitHub.</summary>
internal sealed class QueueStatusTool(Lazy<SituationReader> situations, Lazy<QueueReader> queue, ILogger<QueueStatusTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "queue_status",
        "Queue and runner status",
        "Shows which GitHub Actions jobs wait (by pool, repository and reason, with the oldest wait), which run, how many runners are in use, whether the autoscaler is alive and what its last pass did, which image is being pulled and how far that is, and the health of the Docker engine and the GitHub request budget. Use it first for any question about the state of jobs and runners. Costs no GitHub request. Unknown is said as unknown, never as 0.",
        """
        {"type":"object","properties":{
        "repository":{"type":"string","description":"Only this repository, owner/name. Default: all.","maxLength":201},
        "limit":{"type":"integer","description":"Groups of waiting jobs per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false),
        new ToolMeta { Page = StatusPageResource.Address, IsHub = true }.ToJson()),
    logger)
{
    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var (repository, after) = (arguments.Repository(), arguments.Cursor());
        var (situation, snapshot) = (situations.Value.Read(), queue.Value.Read(repository));
        return Task.FromResult(BoundedAnswer.Of(
            arguments.Number("limit", 25),
            limit => QueueReport.Of(situation, snapshot, repository, after, limit, arguments.CursorOf)));
    }
}
