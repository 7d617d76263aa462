using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>filter_by_arch</c>: which jobs ask for an architecture, and what says so.</summary>
internal sealed class FilterByArchTool(Lazy<SituationReader> situations, Lazy<ArchitectureReader> jobs, ILogger<FilterByArchTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "filter_by_arch",
        "Filter jobs by architecture",
        "Says which jobs (or whole runs) fit an architecture (default: this host's) and which are filtered out, over one run, one job, a repository or all that is known, each with a verdict and the evidence for it: the job's labels, or a word in a name as a hint. A job that names no architecture is 'unspecified', never assumed to be compatible. Use it for 'which jobs can run here', 'what waits for arm64', 'does this run fit'. Costs no GitHub request, but two for a named run or job.",
        """
        {"type":"object","properties":{
        "architecture":{"type":"string","description":"Default: this host's.","enum":["x64","arm64","arm"]},
        "repository":{"type":"string","description":"Only this repository, owner/name. Default: all.","maxLength":201},
        "run":{"type":"string","description":"Only the jobs of this run: its id, its address, or the address of one of its jobs.","minLength":1,"maxLength":500},
        "job":{"type":"string","description":"Only this job: its id or address.","minLength":1,"maxLength":500},
        "status":{"type":"string","description":"Jobs in this status; open: all that have not ended. Default queued; not with 'run' and 'job'.","enum":["queued","in_progress","completed","open","all"]},
        "per":{"type":"string","description":"run: list whole runs with their jobs counted by verdict. Default job.","enum":["job","run"]},
        "limit":{"type":"integer","description":"Jobs or runs per page. Default 50.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: true)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var architecture = arguments.Architecture() ?? HostArchitecture.Current;
        var (repository, after, perRun) = (arguments.Repository(), arguments.Cursor(), arguments.Text("per") == "run");
        var named = arguments.Has("run") || arguments.Has("job");
        if (arguments.Has("run") && arguments.Has("job"))
        {
            throw arguments.Wrong("job", "cannot be given beside 'run': name one of them");
        }

        if (named && arguments.Has("status"))
        {
            throw arguments.Wrong("status", "cannot be given beside 'run' and 'job': all jobs of what is named are judged");
        }

        var status = named ? "all" : arguments.Text("status") ?? "queued";
        var reading = arguments.Has("run") ? await jobs.Value.ReadRunAsync(arguments.Run(), repository, cancellationToken)
            : arguments.Has("job") ? await jobs.Value.ReadJobAsync(arguments.Job(), repository, cancellationToken)
            : jobs.Value.Read(status, repository);
        var situation = situations.Value.Read();
        return BoundedAnswer.Of(
            arguments.Number("limit", 50),
            limit => ArchitectureReport.Of(situation, reading, architecture, status, repository, perRun, after, limit, arguments.CursorOf));
    }
}
