using System.Collections.Concurrent;
using System.Collections.Immutable;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// Looks at the pools' images once a minute, beside everything else: shows them, pulls them anew when that is due, and removes those that its
/// own pulls have replaced. No launch waits for it and nothing fails by it.
/// </summary>
internal sealed partial class ImageWatch : IDisposable
{
    private const string VersionLabel = "org.opencontainers.image.version";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly EngineImages _engine;
    private readonly SharedPulls _pulls;
    private readonly ImageHistory _history;
    private readonly IReadOnlyList<RunnerPool> _pools;
    private readonly BoardAccess _board;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, string Problem)> _failed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private long _lookedAt; // 0: not yet
    private int _looking;

    public ImageWatch(
        EngineImages engine, SharedPulls pulls, ImageHistory history, IReadOnlyList<RunnerPool> pools, BoardAccess board, TimeProvider time, ILogger logger)
    {
        (_engine, _pulls, _history, _pools, _board, _time, _logger) = (engine, pulls, history, pools, board, time, logger);
        _stopped = _stopping.Token;
    }

    /// <summary>Starts a look unless one is under way or was done in the last minute.</summary>
    public void LookIfDue()
    {
        if (Volatile.Read(ref _lookedAt) is not 0 and var before && _time.GetElapsedTime(before) < Every)
        {
            return;
        }

        if (Interlocked.Exchange(ref _looking, 1) == 0)
        {
            Volatile.Write(ref _lookedAt, _time.GetTimestamp());
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>The next call starts a look: an image has come.</summary>
    public void LookSoon() => Volatile.Write(ref _lookedAt, 0);

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>One look.</summary>
    /// <exception cref="LauncherException">The engine did not answer.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var images = await ShowAsync(cancellationToken);
        foreach (var (pool, image) in _pools.Zip(images).DistinctBy(pair => pair.Second.Image, StringComparer.Ordinal))
        {
            DateTimeOffset? failedAt = _failed.TryGetValue(image.Image, out var failed) ? failed.At : null;
            if (ImageRefresh.IsDue(pool, image, failedAt, _time.GetUtcNow()))
            {
                await RefreshAsync(image.Image, cancellationToken);
                images = await ShowAsync(cancellationToken);
            }
        }

        await RemoveReplacedAsync(images, cancellationToken);
    }

    private async Task RunAsync()
    {
        try
        {
            await LookAsync(_stopped);
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // The process ends.
        }
        catch (Exception ex)
        {
            LogNotLooked(_logger, ex.Message);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private async Task<ImmutableArray<PoolImage>> ShowAsync(CancellationToken cancellationToken)
    {
        var images = ImmutableArray.CreateBuilder<PoolImage>(_pools.Count);
        foreach (var pool in _pools)
        {
            var name = ImageReference.WithTag(pool.Image);
            images.Add(Describe(pool, name, await _engine.InspectAsync(name, cancellationToken)));
        }

        var seen = images.ToImmutable();
        _board.Put(StatusJson.Images(new ImageStatus(seen), _time.GetUtcNow()));
        return seen;
    }

    private PoolImage Describe(RunnerPool pool, string image, ImageInspectResponse? found) => new(
        pool.Name,
        image,
        found?.ID,
        ImageReference.Digest(image, found?.RepoDigests ?? []),
        found?.Architecture,
        found is { Created: { Year: > 1970 } created } ? new DateTimeOffset(DateTime.SpecifyKind(created, DateTimeKind.Utc)) : null,
        found?.Config?.Labels?.TryGetValue(VersionLabel, out var version) == true && version.Length > 0 ? version : null,
        _history.Last(image) is { } last && last.Id == found?.ID ? last.At : null,
        _failed.TryGetValue(image, out var failed) ? failed.Problem : null);

    private async Task RefreshAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            await _pulls.PullAsync(image, cancellationToken);
            _failed.TryRemove(image, out _);
        }
        catch (LauncherException ex)
        {
            _failed[image] = (_time.GetUtcNow(), ex.Message);
            LogNotRefreshed(_logger, image, ex.Message);
        }
    }

    private async Task RemoveReplacedAsync(ImmutableArray<PoolImage> images, CancellationToken cancellationToken)
    {
        foreach (var pulled in _history.Read().Where(pulled => pulled.WasNew && images.All(image => image.Id != pulled.Id)))
        {
            var found = await _engine.InspectAsync(pulled.Id, cancellationToken);

            // A tag means that somebody may want it, a person or another program.
            if (found is { RepoTags.Count: > 0 })
            {
                continue;
            }

            if (found is null || await _engine.RemoveUnusedAsync(pulled.Id, cancellationToken))
            {
                _history.Forget(pulled.Id);
                LogRemoved(_logger, pulled.Image, pulled.Id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Image {Image} could not be pulled anew; runners start from the one that is there. {Problem}")]
    private static partial void LogNotRefreshed(ILogger logger, string image, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed what a newer image {Image} has replaced: {Id}.")]
    private static partial void LogRemoved(ILogger logger, string image, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pools' images could not be looked at: {Problem}")]
    private static partial void LogNotLooked(ILogger logger, string problem);
}
