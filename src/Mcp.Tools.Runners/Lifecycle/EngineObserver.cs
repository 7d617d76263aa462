using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>
/// Holds the rows against the engine's listing and writes down what is different: what ended, what is gone, what was left half done by an
/// earlier process. The same at start-up and in every pass, so that a missed event costs nothing.
/// </summary>
internal sealed partial class EngineObserver(
    RunnerLife life,
    RunnerLedger ledger,
    IRunnerLauncher launcher,
    RunnerStarter starter,
    RunnerWork work,
    SweepSchedule sweeps,
    DriftAlarm drift,
    RunnerDisks disks,
    TimeProvider time,
    ILogger<EngineObserver> logger)
{
    private ImmutableHashSet<string> _leftovers = [];

    /// <exception cref="LauncherException">The fleet cannot be seen now; nothing was concluded.</exception>
    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        // Rows before containers: each container id in these rows existed before the listing, so one that is not in it is gone.
        var rows = ledger.ListOpen().Where(row => !work.IsUnderWay(row.Id)).ToList();
        var asOf = time.GetUtcNow();
        var containers = (await launcher.ListAsync(cancellationToken)).ToLookup(container => container.RunnerId, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            await ObserveAsync(row, containers[row.Id].FirstOrDefault(), cancellationToken);
        }

        drift.Look(containers.SelectMany(group => group));
        disks.See(containers.SelectMany(group => group));
        HurrySweep(containers, asOf);
    }

    private async Task ObserveAsync(RunnerInfo row, LaunchedRunner? container, CancellationToken cancellationToken)
    {
        switch (row.State)
        {
            case RunnerState.Reserved or RunnerState.Registered:
                // Its just-in-time configuration was only in the memory of the process that is gone.
                life.CutOff(row, new()
                {
                    ContainerId = container?.ContainerId,
                    Reason = "The autoscaler ended while it was being started.",
                });
                break;

            case RunnerState.Created when container is { Running: false, Ended: false }:
                work.Start(row, token => starter.ResumeAsync(row, token), cancellationToken);
                break;

            case RunnerState.Created when container is { Running: true }:
                life.Apply(row, RunnerEvent.Start, new() { StartedAt = container.StartedAt ?? time.GetUtcNow() });
                break;

            case RunnerState.Created or RunnerState.Started or RunnerState.Online or RunnerState.Busy or RunnerState.Expired when container is null:
                life.Apply(row, RunnerEvent.Exit, new() { FinishedAt = time.GetUtcNow(), Reason = "Its container is gone." });
                break;

            case RunnerState.Created or RunnerState.Started or RunnerState.Online or RunnerState.Busy or RunnerState.Expired when container is { Ended: true }:
                await EndAsync(row, container, cancellationToken);
                break;
        }
    }

    private async Task EndAsync(RunnerInfo row, LaunchedRunner container, CancellationToken cancellationToken)
    {
        var tail = await launcher.ReadLogTailAsync(container.ContainerId, cancellationToken);
        life.Apply(row, RunnerEvent.Exit, new()
        {
            StartedAt = row.StartedAt ?? container.StartedAt,
            FinishedAt = container.FinishedAt ?? time.GetUtcNow(),
            ExitCode = container.ExitCode,
            LogTail = tail,
            Reason = Ending.Describe(container, row.BusyAt is not null),
        });
    }

    /// <summary>
    /// Containers that have ended and whose row is closed, or that have none, are a matter of the sweep, which writes down what it removes;
    /// a new one need not wait for the sweep's turn.
    /// </summary>
    private void HurrySweep(ILookup<string, LaunchedRunner> containers, DateTimeOffset asOf)
    {
        var leftovers = containers.SelectMany(group => group)
            .Where(container => !container.Running && !work.IsUnderWay(container.RunnerId) && Leftovers.IsClosed(ledger.Get(container.RunnerId), before: asOf))
            .ToList();
        foreach (var container in leftovers.Where(container => !_leftovers.Contains(container.ContainerId)))
        {
            LogLeftover(container.Name);
            sweeps.Hurry();
        }

        _leftovers = leftovers.Select(container => container.ContainerId).ToImmutableHashSet(StringComparer.Ordinal);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container {Name} has no open row; it has ended and is swept away.")]
    private partial void LogLeftover(string name);
}
