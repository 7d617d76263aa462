using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Sees to it that a pool's image is on the engine and fits the pool's architecture.</summary>
internal sealed partial class RunnerImages : IDisposable
{
    /// <summary>A large image over a slow line, with room; a pull that stands still must not hold its pool for ever.</summary>
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(30);

    private readonly EngineConnection _engine;
    private readonly ILogger _logger;
    private readonly SharedPulls _pulls;
    private readonly PullBoard _board;

    /// <param name="engine">The engine.</param>
    /// <param name="put">Writes an entry of the status board, where the pulls are shown.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what is pulled.</param>
    public RunnerImages(EngineConnection engine, Action<StatusEntry> put, TimeProvider time, ILogger logger)
    {
        _engine = engine;
        _logger = logger;
        _pulls = new SharedPulls(PullAsync);
        _board = new PullBoard(put, time, logger);
    }

    /// <exception cref="LauncherException">It is not there and cannot be pulled, or it is of another architecture.</exception>
    public async Task EnsureAsync(RunnerPool pool, CancellationToken cancellationToken)
    {
        var image = ImageReference.WithTag(pool.Image);
        var found = await InspectAsync(image, cancellationToken);
        if (found is null)
        {
            await _pulls.PullAsync(image, cancellationToken);
            found = await InspectAsync(image, cancellationToken)
                ?? throw ImageReference.Missing(image, "the engine pulled it and still does not have it");
        }

        if (!ImageReference.Fits(found.Architecture, pool.Architecture))
        {
            throw ImageReference.WrongArchitecture(image, found.Architecture, pool);
        }
    }

    public void Dispose()
    {
        _pulls.Dispose();
        _board.Dispose();
    }

    private Task<ImageInspectResponse?> InspectAsync(string image, CancellationToken cancellationToken) => _engine.CallAsync(
        $"Looking for image {image}",
        async (client, token) =>
        {
            try
            {
                return await client.Images.InspectImageAsync(image, token);
            }
            catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
            {
                return null;
            }
        },
        cancellationToken);

    private async Task PullAsync(string image, CancellationToken cancellationToken)
    {
        LogPulling(_logger, image);
        var tally = _board.Begin(image);
        try
        {
            await PullAsync(image, tally, cancellationToken);
        }
        finally
        {
            _board.End(tally);
        }

        LogPulled(_logger, image);
    }

    private async Task PullAsync(string image, PullTally tally, CancellationToken cancellationToken)
    {
        await _engine.CallAsync(
            $"Pulling image {image}",
            async (client, token) =>
            {
                try
                {
                    await client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = image }, new AuthConfig(), new SynchronousProgress<JSONMessage>(tally.Add), token);
                }
                catch (DockerApiException ex)
                {
                    throw NotPulled(image, ex.StatusCode, EngineErrors.Quote(ex));
                }
            },
            cancellationToken,
            PullLimit);

        if (tally.Error is { } error)
        {
            throw NotPulled(image, HttpStatusCode.OK, LogText.Clean(error));
        }
    }

    private static LauncherException NotPulled(string image, HttpStatusCode status, string reason) => EngineErrors.IsDiskFull(status, reason)
        ? EngineErrors.DiskFull($"Pulling image {image}", reason, cause: null)
        : ImageReference.Missing(image, reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pulling image {Image}.")]
    private static partial void LogPulling(ILogger logger, string image);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pulled image {Image}.")]
    private static partial void LogPulled(ILogger logger, string image);
}
