using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>filter_by_arch</c>: which jobs ask for an architecture, and what says so.</summary>
internal sealed class FilterByArchTool(Lazy<SituationReader> situations, Lazy<ArchitectureReader> jobs, ILogger<FilterByArchTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "filter_by_arch",
        "Filter jobs by architecture",
        "Says which jobs fit an architecture (default: this host's) and which are filtered out, each with a verdict and the evidence for it: the job's labels, or a word in a name as a hint. A job that names no architecture is 'unspecified', never assumed to be compatible. Use it for 'which jobs can run here', 'what waits for arm64'. Costs no GitHub request.",
        """
        {"type":"object","properties":{
        "architecture":{"type":"string","description":"Default: this host's.","enum":["x64","arm64","arm"]},
        "repository":{"type":"string","description":"Only this repository, owner/name. Default: all.","maxLength":201},
        "status":{"type":"string","description":"Jobs in this status. Default queued.","enum":["queued","in_progress","completed"]},
        "limit":{"type":"integer","description":"Jobs per page. Default 50.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var status = arguments.Text("status") switch
        {
            "in_progress" => JobStatus.InProgress,
            "completed" => JobStatus.Completed,
            _ => JobStatus.Queued,
        };
        var architecture = arguments.Architecture() ?? HostArchitecture.Current;
        var (repository, after) = (arguments.Repository(), arguments.Cursor());
        var (situation, (seen, cut)) = (situations.Value.Read(), jobs.Value.Read(status, repository));
        return Task.FromResult(BoundedAnswer.Of(
            arguments.Number("limit", 50),
            limit => ArchitectureReport.Of(situation, seen, architecture, status, repository, cut, after, limit, arguments.CursorOf)));
    }
}
