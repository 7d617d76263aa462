using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>stop_runner</c>: writes down that a runner is to stop; the autoscaler deregisters it first, and leaves it if it has a job.</summary>
internal sealed class StopRunnerTool(
    Lazy<RunnerLedger> runners, Lazy<SituationReader> situations, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<StopRunnerTool> logger) : WritingTool(
    ToolDefinition.Build(
        WritingTools.StopRunner,
        "Stop a runner",
        "Asks for one idle or starting runner to stop: it is taken off GitHub first, then its container is removed. A runner that has a job is never stopped; it ends with the job (cancel the run on GitHub to end that). Answers at once. Off unless the server was started with '--allow stop_runner'.",
        """
        {"type":"object","properties":{
        "runner":{"type":"string","description":"The runner's id or name, as the other tools show it.","minLength":1,"maxLength":100},
        "confirm":{"type":"boolean","description":"true once a person has agreed to stop it."}},
        "required":["runner","confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = true, IdempotentHint = true, OpenWorldHint = true }),
    "It takes a runner away that may be about to serve a job.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => Wording.Clip(arguments.Text("runner")!, 100);

    protected override Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var wanted = arguments.Text("runner")!;
        var found = runners.Value.Get(wanted) ?? runners.Value.FindByName(wanted)
            ?? throw arguments.Wrong("runner", $"is no runner of this ledger: '{Wording.Clip(wanted, 80)}'. queue_status shows those that run jobs");
        var runner = runners.Value.RequestStop(found.Id, client)
            ?? throw new McpException($"The runner {found.Name} has ended and is removed already; there is nothing to stop.");
        var situation = situations.Value.Read();
        var busy = runner.State == RunnerState.Busy;
        var answer = BoundedAnswer.Of(new StoppedRunner
        {
            Summary = $"{runner.Name} of {runner.Repository} is to stop. {(busy ? "It has a job and ends with it." : situation.AutoscalerLives ? "The autoscaler was woken: it takes it off GitHub, then removes its container, unless GitHub has given it a job meanwhile." : situation.NoAutoscaler)}",
            NextSteps = busy
                ? [$"To end its job too, cancel the run on GitHub{(runner.JobId is { } job ? FormattableString.Invariant($" (job {job})") : "")}."]
                : situation.AutoscalerLives ? ["queue_status shows when it is gone."] : [$"Start an autoscaler: {Situation.StartCommand} (or mcp-runners autoscale)."],
            Id = runner.Id,
            Name = runner.Name,
            Repository = runner.Repository.ToString(),
            State = Wording.Of(runner.State),
            Busy = busy,
            AutoscalerAlive = situation.AutoscalerLives,
            Seen = Provenance.Of("ledger", situation.Now, situation.Now),
        });
        return Task.FromResult((answer, (string?)runner.Name));
    }
}
