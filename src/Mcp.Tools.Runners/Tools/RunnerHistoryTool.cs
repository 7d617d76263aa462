using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>runner_history</c>: how runners ended, and how long their steps took. All from the ledger, no request to GitHub.</summary>
internal sealed class RunnerHistoryTool(
    Lazy<RunnerLedger> runners, IOptions<RunnersOptions> options, TimeProvider time, ILogger<RunnerHistoryTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "runner_history",
        "Show ended runners",
        "Lists the runners that have ended, last ended first, each with its outcome (after a job, without one, or failed and why) and how long its steps took, and totals over all of them: how many failed, and median and 95th percentile from container start to online with the number of runners behind them. Use it for 'do runners fail', 'how fast do runners start', 'what ran last night'. Costs no GitHub request.",
        """
        {"type":"object","properties":{
        "repository":{"type":"string","description":"Only this repository, owner/name. Default: all.","maxLength":201},
        "pool":{"type":"string","description":"Only this pool.","minLength":1,"maxLength":32},
        "since":{"type":"string","description":"How far back: a span such as 90m, 24h or 7d, or a moment in ISO 8601. Default: the configured window, usually 24h. At most 90d.","minLength":1,"maxLength":40},
        "limit":{"type":"integer","description":"Runners per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var question = new EndedRunnersQuestion(arguments.Repository(), arguments.Text("pool"), arguments.Since(now, options.Value.Window));
        var after = arguments.Cursor();
        var rows = runners.Value.ListEnded(question.Since, question.Repository, question.Pool, EndedRunnersReport.MostRows);
        return Task.FromResult(BoundedAnswer.Of(
            arguments.Number("limit", 25),
            limit => EndedRunnersReport.Of(rows, question, now, after, limit, arguments.CursorOf)));
    }
}
