using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary>
/// <c>clean_up_runners</c>: lists what is left over and what would be done about each; and, when told to, writes exactly that list down for
/// the autoscaler. The dry run changes nothing, so it needs neither permission nor confirmation.
/// </summary>
internal sealed class CleanUpRunnersTool(
    Lazy<CleanUpReader> reader, Lazy<CleanUpLedger> cleanUps, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<CleanUpRunnersTool> logger) : WritingTool(
    ToolDefinition.Build(
        WritingTools.CleanUpRunners,
        "Clean up leftover runners",
        "Lists what this controller has left over: ghosts (registered on GitHub, offline, no open row), orphans (containers without a row) and runners whose traces contradict each other, each with the reason and exactly what would be done; what has a job or is somebody else's is left alone. The dry run is the default and always works. Doing it needs the plan of a dry run, 'confirm', and a server started with '--allow clean_up_runners'. The autoscaler does the same by itself every ten minutes.",
        """
        {"type":"object","properties":{
        "dry_run":{"type":"boolean","description":"true (default): only list. false: have the list of 'plan' done."},
        "plan":{"type":"string","description":"The 'plan' of the dry run whose list is to be done.","minLength":1,"maxLength":64},
        "repository":{"type":"string","description":"Only this repository, owner/name; the same in dry run and doing. Default: all with runners now or lately.","maxLength":201},
        "limit":{"type":"integer","description":"Entries per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200},
        "confirm":{"type":"boolean","description":"true once a person has agreed to what the dry run lists. Not needed for a dry run."}},
        "additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = true, IdempotentHint = true, OpenWorldHint = true }),
    "It takes runners off GitHub and removes containers.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => arguments.Repository()?.ToString() ?? "all repositories";

    protected override bool OnlyReads(ToolArguments arguments) => !arguments.Has("dry_run") || arguments.Flag("dry_run");

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var (repository, after) = (arguments.Repository(), arguments.Cursor());
        var reading = await reader.Value.ReadAsync(repository, cancellationToken);
        int? requested = null;
        if (!OnlyReads(arguments))
        {
            RequirePlan(arguments, reading);
            requested = cleanUps.Value.Request([.. reading.ToDo.Select(leftover => leftover.ToCleanUp())], client, Now, lease: null);
            reading = reading with { Recent = [.. cleanUps.Value.Recent(CleanUpReader.ShownRecent)] };
        }

        var answer = BoundedAnswer.Of(arguments.Number("limit", 25), limit => CleanUpReport.Of(reading, requested, after, limit, arguments.CursorOf));
        return (answer, requested is null ? null : Wording.Clip(string.Join(", ", reading.ToDo.Select(leftover => leftover.Name)), 300));
    }

    private static void RequirePlan(ToolArguments arguments, CleanUpReading reading)
    {
        if (arguments.Text("plan") is not { } plan)
        {
            throw new McpException($"{WritingTools.CleanUpRunners} does only what a dry run has listed. Call it with 'dry_run': true, show the list, then call again with its 'plan'.");
        }

        if (reading.ToDo.IsEmpty)
        {
            throw new McpException("There is nothing to clean up any more for this 'plan': what that dry run listed is gone or is left alone by now. A new dry run says what became of it.");
        }

        if (plan != CleanUpReport.PlanOf(reading.ToDo))
        {
            throw new McpException("What would be done is no longer what that dry run listed (or 'repository' is another one), so nothing was done. Make a new dry run and pass its 'plan'.");
        }
    }
}
