using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>list_repositories</c>: whose jobs may run here, and what waits in each.</summary>
internal sealed class ListRepositoriesTool(Lazy<RepositoriesReader> reader, ILogger<ListRepositoriesTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "list_repositories",
        "List repositories",
        "Lists the repositories that are known here (configured, seen by the poller, told by a webhook, or with jobs or runners), those with waiting jobs first, each with whether its jobs may run here and if not why and what would change that, how many jobs wait and run, its runners, and why its queue could not be read. Use it for 'which repositories are served', 'is my repository watched'. Costs no GitHub request.",
        """
        {"type":"object","properties":{
        "find":{"type":"string","description":"Only those with this in owner/name. Default: all.","minLength":1,"maxLength":100},
        "limit":{"type":"integer","description":"Repositories per page. Default 50.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var skip = (int)Math.Clamp(arguments.Cursor()?.Id ?? 0, 0, int.MaxValue / 2);
        var seen = reader.Value.Read();
        return Task.FromResult(BoundedAnswer.Of(
            arguments.Number("limit", 50), limit => RepositoriesReport.Of(seen, arguments.Text("find"), skip, limit, arguments.CursorOf)));
    }
}
