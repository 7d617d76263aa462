using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Takes a runner from its reserved place to a running container; a start that fails half-way undoes itself.</summary>
internal sealed partial class RunnerStarter(
    RunnerLife life,
    GitHubApi gitHub,
    IRunnerLauncher launcher,
    Retirement retirement,
    StartBackOffs backOffs,
    LedgerDatabase database,
    TimeProvider time,
    ILogger<RunnerStarter> logger)
{
    public async Task StartAsync(RunnerInfo reserved, RunnerPool pool, CancellationToken cancellationToken)
    {
        var current = reserved;
        try
        {
            var registration = await gitHub.CreateJitConfigurationAsync(reserved.Repository, reserved.Name, reserved.Labels, cancellationToken);
            current = Next(current, RunnerEvent.Register, new() { GitHubRunnerId = registration.RunnerId });
            var container = await launcher.CreateAsync(
                new RunnerLaunch(current, pool, database.ControllerId, registration.Configuration), cancellationToken);
            current = Next(current, RunnerEvent.Create, new() { ContainerId = container });
            await RunAsync(current, cancellationToken);
        }
        catch (LeaseLostException)
        {
            throw;
        }
        catch (Exception ex)
        {
            await UndoAsync(current, ex, cancellationToken.IsCancellationRequested);
        }
    }

    /// <summary>Starts a container that exists already, left behind half-way by an earlier process.</summary>
    public async Task ResumeAsync(RunnerInfo created, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(created, cancellationToken);
        }
        catch (LauncherException ex)
        {
            await UndoAsync(created, ex, cancellationToken.IsCancellationRequested);
        }
    }

    private async Task RunAsync(RunnerInfo created, CancellationToken cancellationToken)
    {
        await launcher.StartAsync(created.ContainerId!, cancellationToken);
        life.Apply(created, RunnerEvent.Start, new() { StartedAt = time.GetUtcNow() });
        backOffs.Succeeded(created.Pool);
    }

    private RunnerInfo Next(RunnerInfo runner, RunnerEvent happened, RunnerChange change) => life.Apply(runner, happened, change)
        ?? throw new InvalidOperationException($"Runner {runner.Name} was moved on by somebody else while it was being started.");

    private async Task UndoAsync(RunnerInfo runner, Exception cause, bool stopping)
    {
        if (!stopping)
        {
            backOffs.Failed(runner.Pool, cause.Message);
            LogStartFailed(runner.Name, runner.Repository, cause.Message);
        }

        var failed = stopping
            ? life.CutOff(runner, new() { Reason = "The autoscaler was stopped while it was being started." })
            : life.Apply(runner, RunnerEvent.Fail, new() { Reason = cause.Message });
        if (failed is not null)
        {
            // The start may have been cancelled because the process stops: what it made must go all the same.
            await retirement.CleanUpAsync(failed, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Runner {Name} for {Repository} could not be started: {Reason}")]
    private partial void LogStartFailed(string name, RepositoryName repository, string reason);
}
