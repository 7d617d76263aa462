using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Moves a runner's row by the table of transitions, under the lease. The only writer of states.</summary>
internal sealed partial class RunnerLife(RunnerLedger ledger, AutoscalerLease lease, StartBreakers breakers, ILogger<RunnerLife> logger)
{
    /// <summary>Who asks for runners that waiting jobs and pools need.</summary>
    public const string Autoscaler = "autoscaler";

    /// <summary>The row after the event; null where the event means nothing any more.</summary>
    /// <exception cref="LeaseLostException">Another process acts now: stop at once.</exception>
    public RunnerInfo? Apply(RunnerInfo runner, RunnerEvent happened, RunnerChange change)
    {
        if (RunnerTransitions.Next(runner.State, happened) is not { } next)
        {
            LogIgnored(happened, runner.Name, runner.State);
            return null;
        }

        if (ledger.TryAdvance(runner.Id, runner.State, next, change, lease.Token) is not { } moved)
        {
            LogOvertaken(happened, runner.Name, runner.State);
            return null;
        }

        LogMoved(moved.Name, moved.Repository, runner.State, next, change.Reason ?? happened.ToString());
        Learn(runner, moved);
        return moved;
    }

    /// <summary>
    /// Gives up a runner whose start was cut off because the process ended. A job that waits asks again by itself; a runner that a
    /// person asked for, and still wants, is requested anew in the same step, since nobody else remembers it.
    /// </summary>
    /// <exception cref="LeaseLostException">Another process acts now: stop at once.</exception>
    public RunnerInfo? CutOff(RunnerInfo runner, RunnerChange change)
    {
        if (runner.RequestedBy == Autoscaler || runner.StopRequestedBy is not null || RunnerTransitions.Next(runner.State, RunnerEvent.Fail) is not { } next)
        {
            return Apply(runner, RunnerEvent.Fail, change);
        }

        if (ledger.TryReplace(runner.Id, runner.State, next, change, lease.Token) is not var (moved, successor))
        {
            LogOvertaken(RunnerEvent.Fail, runner.Name, runner.State);
            return null;
        }

        LogMoved(moved.Name, moved.Repository, runner.State, next, change.Reason ?? nameof(RunnerEvent.Fail));
        LogRequestedAnew(successor.Name, successor.Repository, moved.Name);
        return moved;
    }

    /// <summary>Writes a runner down with its place taken, before anything of it exists.</summary>
    public RunnerInfo Reserve(NewRunner runner)
    {
        var row = ledger.Insert(runner, lease.Token);
        LogMoved(row.Name, row.Repository, RunnerState.Requested, row.State, runner.Reason);
        return row;
    }

    /// <summary>What became of a start tells how the next one will go.</summary>
    private void Learn(RunnerInfo before, RunnerInfo after)
    {
        if (StartOutcome.IsGood(before, after))
        {
            breakers.Succeeded(after);
        }
        else if (StartOutcome.FailureOf(before, after) is { } failure)
        {
            breakers.Failed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Runner {Name} for {Repository}: {From} → {To} ({Reason})")]
    private partial void LogMoved(string name, RepositoryName repository, RunnerState from, RunnerState to, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Runner {Name} for {Repository} is requested in place of {CutOff}.")]
    private partial void LogRequestedAnew(string name, RepositoryName repository, string cutOff);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Happened} means nothing for runner {Name} ({State}); ignored.")]
    private partial void LogIgnored(RunnerEvent happened, string name, RunnerState state);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Happened} of runner {Name} came late: it is not {State} any more.")]
    private partial void LogOvertaken(RunnerEvent happened, string name, RunnerState state);
}
