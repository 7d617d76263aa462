using System.Collections.Immutable;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Planning;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Looks at the engine and at GitHub, in the order that makes a race harmless, and remembers the last reading of the queues.</summary>
internal sealed partial class Sight(
    IRunnerLauncher launcher,
    DemandSight sources,
    EngineObserver engineObserver,
    GitHubObserver gitHubObserver,
    JobObserver jobObserver,
    RepositoryGuard guard,
    TimeProvider time,
    ILogger<Sight> logger)
{
    private LauncherStatus? _engine;
    private RunnersSeen _runners = RunnersSeen.Everything;
    private string? _toldProblem;

    public async Task<Seen> LookAsync(Look look, CancellationToken cancellationToken)
    {
        BackgroundReading.Begin();
        var engine = await LookAtEngineAsync(look, cancellationToken);
        if (look >= Look.Runners)
        {
            // Runners before jobs: one that takes a job in between is then idle here and its job is gone there. The other way round
            // its job would be counted as waiting and the runner as busy, and one runner too many would start.
            _runners = await gitHubObserver.ObserveAsync(cancellationToken);
        }

        // A reading from later than now: the clock was set back, and what happened since cannot be told from what happened before.
        if (look == Look.Everything || sources.Reading is not { } last || last.AsOf > time.GetUtcNow())
        {
            var reading = await sources.ReadAsync(cancellationToken);
            guard.Note(reading);
            await jobObserver.ObserveAsync(reading, cancellationToken);
        }

        var merged = sources.Merge();
        guard.Note(merged.Heard);
        jobObserver.JoinRunners(merged.Demand);
        return new(merged.Demand, engine, _runners) { Sources = merged.Sources, HeardAt = merged.HeardAt };
    }

    /// <summary>Forgets what was seen, after a time in which another process acted.</summary>
    public void Forget()
    {
        sources.Forget();
        (_engine, _runners) = (null, RunnersSeen.Everything);
    }

    private async Task<LauncherStatus> LookAtEngineAsync(Look look, CancellationToken cancellationToken)
    {
        if (look == Look.Everything || _engine is not { Available: true })
        {
            _engine = await launcher.GetStatusAsync(cancellationToken);
        }

        if (!_engine.Available)
        {
            return Told(_engine);
        }

        try
        {
            await engineObserver.ObserveAsync(cancellationToken);
        }
        catch (LauncherException ex)
        {
            // What cannot be seen now is unknown, not gone.
            _engine = new(Available: false, time.GetUtcNow(), ex.Message, _engine.Engine, _engine.Architecture, Processors: null, MemoryBytes: null, ImmutableArray<string>.Empty);
        }

        return Told(_engine);
    }

    /// <summary>Logs a change once, not in every pass.</summary>
    private LauncherStatus Told(LauncherStatus engine)
    {
        if (engine.Problem != _toldProblem)
        {
            _toldProblem = engine.Problem;
            if (engine.Problem is { } problem)
            {
                LogEngine(problem);
            }
            else
            {
                LogEngineBack(engine.Engine ?? "It");
            }
        }

        return engine;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Docker engine cannot be used now: {Problem}")]
    private partial void LogEngine(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The Docker engine can be used again: {Engine}")]
    private partial void LogEngineBack(string engine);
}
