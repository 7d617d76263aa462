using System.Text.Json;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>get_runner</c>: everything about one runner, open or ended.</summary>
internal sealed class GetRunnerTool(Lazy<RunnerReader> reader, ILogger<GetRunnerTool> logger) : RunnerTool(
    ToolDefinition.Build(
        "get_runner",
        "Show one runner",
        "Shows everything about one runner, open or ended: its state and since when, each step of its life with time and reason, the job that it serves or served, what GitHub says about it now, its exit code, and the end of its container's log (untrusted text). Use it for 'why did this runner fail', 'what is this runner doing'. Asks GitHub about this runner only.",
        """
        {"type":"object","properties":{
        "runner":{"type":"string","description":"The ledger's id or the name, as list_runners and runner_history show them, or GitHub's id together with 'repository'.","minLength":1,"maxLength":100},
        "repository":{"type":"string","description":"owner/name. Needed with GitHub's id.","maxLength":201}},
        "required":["runner"],"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: true)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var evidence = await reader.Value.ReadAsync(arguments.Text("runner")!, arguments.Repository(), cancellationToken);

        // What is cut where the answer would be too long is the beginning of the log's end.
        return BoundedAnswer.Of(LogText.MaxBytes, length => RunnerReport.Of(evidence, length));
    }
}
