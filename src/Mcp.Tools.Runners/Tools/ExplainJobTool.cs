using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>explain_job</c>: why a job waits, and the one thing that makes it run.</summary>
internal sealed class ExplainJobTool(Lazy<JobFinder> finder, Lazy<EvidenceReader> evidence, ILogger<ExplainJobTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "explain_job",
        "Explain why a job waits",
        "Says why a GitHub Actions job does not run (or that it runs or has ended): the cause and since when, what the autoscaler recorded about it, what would make it run, and the one command or tool call that does it. Use it for 'why is my job waiting', 'why does it not start', 'what is it waiting for'. Asks GitHub for the job's present state where that answers.",
        """
        {"type":"object","properties":{
        "job":{"type":"string","description":"A job id, a run id, the address of a job or run on GitHub, or \"oldest\" for the job that waits longest.","minLength":1,"maxLength":500},
        "repository":{"type":"string","description":"owner/name. Needed for an id that the ledger does not know; for \"oldest\": only this repository.","maxLength":201}},
        "required":["job"],"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: true),
        new ToolMeta { IsHub = true }.ToJson()),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var found = await finder.Value.FindAsync(arguments.Job(), arguments.Repository(), cancellationToken);
        return BoundedAnswer.Of(Explanation.Of(evidence.Value.Read(found)));
    }
}
