using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>list_runners</c>: which runners exist, by ledger and by GitHub, and where the two disagree.</summary>
internal sealed class ListRunnersTool(Lazy<OpenRunnersReader> reader, ILogger<ListRunnersTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "list_runners",
        "List runners",
        "Lists the runners that exist: as this controller's ledger has them, merged with what GitHub lists (busy, idle, offline), with each disagreement named, and the ghosts that GitHub still lists under a name of this controller. Use it for 'which runners are there', 'is GitHub's view the same', 'what became of my runner'. Reads GitHub (asking again is free where nothing changed); what could not be read is listed with the reason. Ended ones: runner_history.",
        """
        {"type":"object","properties":{
        "repository":{"type":"string","description":"Only this repository, owner/name. Default: all with runners now or lately, and those that are served by name.","maxLength":201},
        "pool":{"type":"string","description":"Only this pool.","minLength":1,"maxLength":32},
        "state":{"type":"string","description":"Only runners in this state; ghost: GitHub lists it, no open row has it.","enum":["ghost","requested","reserved","registered","created","started","online","busy","finished","retiring","failed","quarantined","expired"]},
        "limit":{"type":"integer","description":"Runners per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: true)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var question = new OpenRunnersQuestion(arguments.Repository(), arguments.Text("pool"), arguments.Text("state"));
        var after = arguments.Cursor();
        var reading = await reader.Value.ReadAsync(question.Repository, cancellationToken);
        return BoundedAnswer.Of(
            arguments.Number("limit", 25),
            limit => OpenRunnersReport.Of(reading, question, after, limit, arguments.CursorOf));
    }
}
