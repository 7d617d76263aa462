using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Sees to it that a pool's image is on the engine and fits the pool's architecture.</summary>
internal sealed partial class RunnerImages : IDisposable
{
    private readonly EngineImages _engine;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SharedPulls _pulls;
    private readonly PullBoard _board;
    private readonly ImageHistory _history;
    private readonly ImageWatch _watch;

    /// <param name="engine">The engine.</param>
    /// <param name="pools">The pools whose images are watched.</param>
    /// <param name="board">Where images and pulls are shown and remembered.</param>
    /// <param name="login">Who is asked for at a registry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what is pulled and removed.</param>
    public RunnerImages(EngineConnection engine, IReadOnlyList<RunnerPool> pools, BoardAccess board, RegistryLogin login, TimeProvider time, ILogger logger)
    {
        _engine = new EngineImages(engine, login);
        _time = time;
        _logger = logger;
        _pulls = new SharedPulls(PullAsync);
        _board = new PullBoard(board.Put, time, logger);
        _history = new ImageHistory(board, time, logger);
        _watch = new ImageWatch(_engine, _pulls, _history, pools, board, time, logger);
    }

    /// <exception cref="LauncherException">It is not there and cannot be pulled, or it is of another architecture.</exception>
    public Task EnsureAsync(RunnerPool pool, CancellationToken cancellationToken) => EnsureAsync(pool.Image, pool, cancellationToken);

    /// <summary>The same for another image that the pool needs.</summary>
    public async Task EnsureAsync(string name, RunnerPool pool, CancellationToken cancellationToken)
    {
        var image = ImageReference.WithTag(name);
        var found = await _engine.InspectAsync(image, cancellationToken);
        if (found is null)
        {
            await _pulls.PullAsync(image, cancellationToken);
            found = await _engine.InspectAsync(image, cancellationToken)
                ?? throw ImageReference.Missing(image, "the engine pulled it and still does not have it");
            _watch.LookSoon();
        }

        if (!ImageReference.Fits(found.Architecture, pool.Architecture))
        {
            throw ImageReference.WrongArchitecture(image, found.Architecture, pool);
        }
    }

    /// <summary>Looks at the pools' images beside the caller, unless that was done lately.</summary>
    public void LookIfDue() => _watch.LookIfDue();

    /// <inheritdoc cref="ImageWatch.LookAsync"/>
    public Task LookAsync(CancellationToken cancellationToken) => _watch.LookAsync(cancellationToken);

    public void Dispose()
    {
        _watch.Dispose();
        _pulls.Dispose();
        _board.Dispose();
    }

    private async Task PullAsync(string image, CancellationToken cancellationToken)
    {
        LogPulling(_logger, image);
        var tally = _board.Begin(image);
        try
        {
            var before = await _engine.InspectAsync(image, cancellationToken);
            await _engine.PullAsync(image, tally, cancellationToken);
            if (await _engine.InspectAsync(image, cancellationToken) is { } found)
            {
                _history.Add(new PulledImage(image, found.ID, _time.GetUtcNow(), found.ID != before?.ID && IsOnly(found, image)));
            }
        }
        finally
        {
            _board.End(tally);
        }

        LogPulled(_logger, image);
    }

    // One with other names was here before, or somebody else has it too.
    private static bool IsOnly(ImageInspectResponse found, string image) =>
        (found.RepoTags ?? []).All(tag => ImageReference.IsSame(tag, image)) && found.RepoDigests is not { Count: > 1 };

    [LoggerMessage(Level = LogLevel.Information, Message = "Pulling image {Image}.")]
    private static partial void LogPulling(ILogger logger, string image);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pulled image {Image}.")]
    private static partial void LogPulled(ILogger logger, string image);
}
