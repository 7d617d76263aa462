using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>list_jobs</c>: the jobs that the sources told of, from the ledger.</summary>
internal sealed class ListJobsTool(
    Lazy<SituationReader> situations, Lazy<JobLedger> jobs, Lazy<DecisionLog> decisions, IOptions<RunnersOptions> options, TimeProvider time, ILogger<ListJobsTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "list_jobs",
        "List jobs",
        "Lists jobs, last queued first, each with its status, how long it waited and ran, its runner, what the autoscaler decided about it, and which source told of it when: those that wait or run (default), those that an approval or another job holds back, or those that ended. Use it for 'what is in the queue', 'what ran last night', 'which jobs does that repository have'. Costs no GitHub request.",
        """
        {"type":"object","properties":{
        "status":{"type":"string","description":"open (default): queued, in progress or held back. held_back: waiting for an approval or another job.","enum":["open","queued","in_progress","held_back","completed","all"]},
        "repository":{"type":"string","description":"Only this repository, owner/name. Default: all.","maxLength":201},
        "since":{"type":"string","description":"Only jobs queued since: a span such as 90m, 24h or 7d, or a moment in ISO 8601. Default for completed ones and all: the configured window, usually 24h; for others: whenever. At most 90d.","minLength":1,"maxLength":40},
        "limit":{"type":"integer","description":"Jobs per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var word = arguments.Text("status") ?? "open";
        var now = time.GetUtcNow();
        DateTimeOffset? since = arguments.Has("since") || word is "completed" or "all" ? arguments.Since(now, options.Value.Window) : null;
        var question = new JobsQuestion(JobsQuestion.StatusesOf(word), arguments.Repository(), since);
        var after = arguments.Cursor();
        var read = question.Statuses.Select(status => jobs.Value.ListNewest(status, question.Repository, since, JobsReport.MostRows)).ToList();
        var situation = situations.Value.Read();
        return Task.FromResult(BoundedAnswer.Of(
            arguments.Number("limit", 25),
            limit => JobsReport.Of(
                situation, [.. read.SelectMany(rows => rows)], read.Exists(rows => rows.Count == JobsReport.MostRows), question, decisions.Value.Current, after, limit, arguments.CursorOf)));
    }
}
