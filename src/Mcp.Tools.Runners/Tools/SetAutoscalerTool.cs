using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>set_autoscaler</c>: pauses, resumes and limits the autoscaler; holds until it is set otherwise, over restarts too.</summary>
internal sealed class SetAutoscalerTool(
    Lazy<ControlBoard> controls, Lazy<SituationReader> situations, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<SetAutoscalerTool> logger) : WritingTool(
    ToolDefinition.Build(
        WritingTools.SetAutoscaler,
        "Set the autoscaler",
        "Pauses, drains or resumes the autoscaler, or changes how many runners there may be at once. Paused, nothing is started; draining, idle runners are retired too; jobs that run go on in both. What is not given stays as it is. Holds until it is set otherwise, over restarts too. Off unless the server was started with '--allow set_autoscaler'.",
        """
        {"type":"object","properties":{
        "paused":{"type":"boolean","description":"true: start nothing until resumed; false: go on, and drain no longer."},
        "drain":{"type":"boolean","description":"true: start nothing and retire idle runners, so that the host is empty when the running jobs have ended; false: only stop draining, which leaves it paused."},
        "max_runners":{"type":"integer","description":"Runners at once, all pools together; 0 goes back to the configured number.","minimum":0,"maximum":10000},
        "reason":{"type":"string","description":"Why, for whoever asks explain_job meanwhile.","minLength":1,"maxLength":200},
        "confirm":{"type":"boolean","description":"true once a person has agreed."}},
        "required":["confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false }),
    "It changes whether and how many jobs run here, for everybody who uses this host.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => "autoscaler";

    protected override Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        if (!arguments.Has("paused") && !arguments.Has("drain") && !arguments.Has("max_runners"))
        {
            throw new McpException($"{WritingTools.SetAutoscaler} needs 'paused', 'drain' or 'max_runners': it has nothing to set.");
        }

        if (arguments.Has("paused") && !arguments.Flag("paused") && arguments.Flag("drain"))
        {
            throw new McpException("'paused': false and 'drain': true contradict each other: a host that drains starts nothing. Give one of them.");
        }

        var before = controls.Value.Read();
        var resumed = arguments.Has("paused") && !arguments.Flag("paused");
        var draining = !resumed && (arguments.Has("drain") ? arguments.Flag("drain") : before?.Draining ?? false);
        var set = new AutoscalerControl(
            draining || (arguments.Has("paused") ? arguments.Flag("paused") : before?.Paused ?? false),
            arguments.Has("max_runners") ? Limit(arguments.Number("max_runners", 0)) : before?.MaxRunners,
            arguments.Text("reason"),
            client,
            Now,
            draining);
        controls.Value.Set(set);
        var situation = situations.Value.Read();
        var limit = set.MaxRunners ?? Options.MaxRunners;
        var answer = BoundedAnswer.Of(new AutoscalerSetting
        {
            Summary = $"The autoscaler {(set.Draining ? "drains: nothing is started, idle runners go, busy ones end with their jobs" : set.Paused ? "is paused: nothing is started, what runs goes on" : "is not paused")}; at most {Wording.Count(limit, "runner")} at once. {(situation.AutoscalerLives ? "It was woken and obeys at once." : situation.NoAutoscaler)}",
            NextSteps = set.Paused ? ["To go on: set_autoscaler with 'paused': false."] : ["queue_status shows what is started now."],
            Paused = set.Paused,
            Draining = set.Draining,
            MaxRunners = limit,
            ConfiguredMaxRunners = Options.MaxRunners,
            Reason = set.Reason,
            SetBy = set.SetBy,
            SetAt = set.SetAt,
            AutoscalerAlive = situation.AutoscalerLives,
            Seen = Provenance.Of("ledger", situation.Now, situation.Now),
        });
        return Task.FromResult((answer, (string?)FormattableString.Invariant($"paused {set.Paused}, draining {set.Draining}, max_runners {set.MaxRunners}")));
    }

    private static int? Limit(int given) => given == 0 ? null : given;
}
