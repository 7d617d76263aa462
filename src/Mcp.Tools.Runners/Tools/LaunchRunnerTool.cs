using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>launch_runner</c>: writes down that runners are wanted; the autoscaler, wherever it runs, starts them.</summary>
internal sealed class LaunchRunnerTool(
    Lazy<LaunchRequests> requests, Lazy<LaunchWait> wait, Lazy<SituationReader> situations, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<LaunchRunnerTool> logger) : WritingTool(
    ToolDefinition.Build(
        WritingTools.LaunchRunner,
        "Launch runners",
        "Asks for runners for a repository, each a fresh container on this host for one job, beside those that the autoscaler starts by itself for waiting jobs. Answers at once with their ids and what happens next, or with 'wait_seconds' when they are online, telling meanwhile how they come on (pull of the image included) in progress notifications. Off unless the server was started with '--allow launch_runner'. Not needed where a job waits for another reason: ask explain_job first.",
        """
        {"type":"object","properties":{
        "repository":{"type":"string","description":"owner/name.","minLength":3,"maxLength":201},
        "pool":{"type":"string","description":"The pool. Default: the first one.","minLength":1,"maxLength":32},
        "count":{"type":"integer","description":"How many. Default 1.","minimum":1,"maximum":10},
        "idempotency_key":{"type":"string","description":"Any text of your own; the same key again, within a day, asks for nothing new. Use one when you may have to repeat the call.","minLength":1,"maxLength":64},
        "wait_seconds":{"type":"integer","description":"Wait so long at most until all are online or have ended. Ending the call early stops the waiting, not the runners. Default: answer at once.","minimum":1,"maximum":120},
        "confirm":{"type":"boolean","description":"true once a person has agreed to start the runners."}},
        "required":["repository","confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = false, OpenWorldHint = true }),
    "It starts containers on this host that run the repository's jobs.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => arguments.Repository()!.Value.ToString();

    // With a key of the caller's own the same call again asks for nothing new.
    protected override bool IsRepeatable(ToolArguments arguments) => arguments.Has("idempotency_key");

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var repository = arguments.Repository()!.Value;
        var pools = Options.EffectivePools;
        var wanted = arguments.Text("pool") ?? pools[0].Name;
        var pool = pools.FirstOrDefault(pool => pool.Name == wanted)
            ?? throw arguments.Wrong("pool", $"must be one of {string.Join(", ", pools.Select(pool => pool.Name))}, not '{Wording.Clip(wanted, 80)}'");
        var (runners, repeated) = requests.Value.Request(repository, pool, arguments.Number("count", 1), arguments.Text("idempotency_key"));
        var waits = arguments.Has("wait_seconds");
        var beganAt = Now;
        if (waits)
        {
            runners = await wait.Value.WaitAsync(runners, TimeSpan.FromSeconds(arguments.Number("wait_seconds", 0)), arguments.ReportAsync, cancellationToken);
        }

        var situation = situations.Value.Read();
        var answer = BoundedAnswer.Of(new RequestedRunners
        {
            Summary = $"{Wording.Count(runners.Length, "runner")} for {repository} in the pool '{pool.Name}' {(repeated ? "had been asked for with this key before; nothing was added" : runners.Length == 1 ? "is asked for" : "are asked for")}. {(waits ? $"Now: {LaunchProgress.Of(situation, runners).Text}." : Next(situation))}{(waits && !situation.AutoscalerLives ? $" {situation.NoAutoscaler}" : "")}",
            NextSteps = waits && situation.AutoscalerLives
                ? [LaunchProgress.Of(situation, runners).IsSettled ? "get_runner with a runner's id shows what became of it." : "Not all are online yet: the same call again with its idempotency_key waits on; queue_status shows the pulls and the runners by state."]
                : situation.AutoscalerLives
                ? ["queue_status shows the runners by state; one is online within about a minute where a place is free."]
                : [$"Start an autoscaler: {Situation.StartCommand} (or mcp-runners autoscale)."],
            Repository = repository.ToString(),
            Pool = pool.Name,
            Repeated = repeated,
            WaitedSeconds = waits ? (long)(Now - beganAt).TotalSeconds : null,
            Runners = [.. runners.Select(RequestedRunner.Of)],
            AutoscalerAlive = situation.AutoscalerLives,
            PlacesUsed = situation.Occupants.Count(),
            Places = situation.MaxRunners,
            Seen = Provenance.Of("ledger", situation.Now, situation.Now),
        });
        return (answer, string.Join(", ", runners.Select(runner => runner.Name)));
    }

    private static string Next(Situation situation) => situation.AutoscalerLives
        ? "The autoscaler was woken: it gives each a place when one is free, registers it on GitHub and starts its container."
        : situation.NoAutoscaler;
}
