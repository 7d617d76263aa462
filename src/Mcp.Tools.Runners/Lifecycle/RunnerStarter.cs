using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Takes a runner from its reserved place to a running container; a start that fails half-way undoes itself.</summary>
internal sealed partial class RunnerStarter(
    RunnerLife life,
    Registrations registrations,
    IRunnerLauncher launcher,
    RepositoryGuard guard,
    RunnerGroupGuard groups,
    Retirement retirement,
    StartBreakers breakers,
    LedgerDatabase database,
    TimeProvider time,
    ILogger<RunnerStarter> logger)
{
    public async Task StartAsync(RunnerInfo reserved, RunnerPool pool, CancellationToken cancellationToken)
    {
        var current = reserved;
        try
        {
            if (reserved.ScaleSetId is not null)
            {
                await groups.RequireAllowedAsync(pool, cancellationToken);
            }

            await guard.RequireAllowedAsync(reserved.Repository, cancellationToken);
            var registration = await registrations.RegisterAsync(reserved, cancellationToken);
            current = await WriteDownAsync(current, registration);
            breakers.Registered(current);
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
    }

    private async Task<RunnerInfo> WriteDownAsync(RunnerInfo reserved, JitRegistration registration)
    {
        try
        {
            return Next(reserved, RunnerEvent.Register, new() { GitHubRunnerId = registration.RunnerId });
        }
        catch
        {
            // It stands nowhere. Whoever acts now has given the row up and may have looked for a registration before there was one.
            await registrations.DeleteAsync(reserved, registration.RunnerId, CancellationToken.None);
            throw;
        }
    }

    private RunnerInfo Next(RunnerInfo runner, RunnerEvent happened, RunnerChange change) => life.Apply(runner, happened, change)
        ?? throw new InvalidOperationException($"Runner {runner.Name} was moved on by somebody else while it was being started.");

    /// <summary>GitHub refuses single repositories; what the engine refuses it refuses to the whole pool.</summary>
    private static StartFailure FailureOf(RunnerInfo runner, Exception cause) => cause switch
    {
        GitHubException or LauncherException { Code: ReasonCode.PublicRepository or ReasonCode.RepositoryDenied } => new(runner.Pool, runner.Repository, (cause as LauncherException)?.Code ?? ReasonCode.RegistrationRefused, cause.Message),
        LauncherException { Code: var code } => new(runner.Pool, Repository: null, code, cause.Message),
        _ => new(runner.Pool, Repository: null, ReasonCode.EngineError, cause.Message),
    };

    private async Task UndoAsync(RunnerInfo runner, Exception cause, bool stopping)
    {
        if (!stopping)
        {
            breakers.Failed(FailureOf(runner, cause));
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
