using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>list_failed_runs</c>: what failed lately, where and in which step.</summary>
internal sealed class ListFailedRunsTool(
    Lazy<FailedRunsReader> reader, IOptions<RunnersOptions> options, TimeProvider time, ILogger<ListFailedRunsTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "list_failed_runs",
        "List failed workflow runs",
        "Lists completed GitHub Actions runs that failed, newest first, each with its failed jobs, the first failed step and the architecture that the jobs ask for, over one repository or all that are served; with the counts per day, the same failure of several runs as one group, and on request the first error of each log. Use it for 'what failed last night', 'which failures are on arm64', 'is it always the same'. Reads GitHub (asking again is free where nothing changed). A repository that cannot be read is listed with the reason. A failed run is never a reason to start a runner.",
        """
        {"type":"object","properties":{
        "repository":{"type":"string","description":"Only this repository, owner/name. Default: all that are served.","maxLength":201},
        "since":{"type":"string","description":"How far back: a span such as 90m, 24h or 7d, or a moment in ISO 8601. Default: the configured window, usually 24h. At most 90d.","minLength":1,"maxLength":40},
        "until":{"type":"string","description":"Only runs up to then, written like 'since'. Default: now.","minLength":1,"maxLength":40},
        "architecture":{"type":"string","description":"Only runs with a failed job for this architecture.","enum":["x64","arm64","arm"]},
        "conclusions":{"type":"array","description":"Which ends count. Default: failure, timed_out, startup_failure.","items":{"type":"string","enum":["failure","timed_out","startup_failure","cancelled","action_required","stale"]},"minItems":1,"maxItems":6},
        "logs":{"type":"boolean","description":"Also read the log of each run's first failed job (50 at most; a request each) and show its first error with some lines around it. Default false."},
        "limit":{"type":"integer","description":"Runs per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: true)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = arguments.Since(now, options.Value.Window);
        var question = new FailedRunsQuestion(
            arguments.Repository(),
            since,
            arguments.List("conclusions") ?? ["failure", "timed_out", "startup_failure"],
            arguments.Architecture(),
            arguments.Cursor(),
            arguments.Number("limit", 25))
        {
            Until = arguments.Until(now, since),
            Logs = arguments.Flag("logs"),
        };
        var reading = await reader.Value.ReadAsync(question, cancellationToken);
        return BoundedAnswer.Of(question.Limit, limit => FailedRuns.Of(reading, question, now, limit, arguments.CursorOf));
    }
}
