using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What is asked of the engine about images.</summary>
internal sealed class EngineImages(EngineConnection engine, RegistryLogin login)
{
    /// <summary>A large image over a slow line, with room; a pull that stands still must not hold its pool for ever.</summary>
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(30);

    /// <param name="image">Its name or its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null: it is not there.</returns>
    public Task<ImageInspectResponse?> InspectAsync(string image, CancellationToken cancellationToken) => engine.CallAsync(
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

    /// <exception cref="LauncherException">It could not be pulled.</exception>
    public async Task PullAsync(string image, PullTally tally, CancellationToken cancellationToken)
    {
        var credentials = await login.ReadAsync(image, cancellationToken);
        await engine.CallAsync(
            $"Pulling image {image}",
            async (client, token) =>
            {
                try
                {
                    await client.Images.CreateImageAsync(
                        new ImagesCreateParameters { FromImage = image }, credentials, new SynchronousProgress<JSONMessage>(tally.Add), token);
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

    /// <summary>Removes an image that nobody uses.</summary>
    /// <returns>Whether it is gone; false: something uses it.</returns>
    public Task<bool> RemoveUnusedAsync(string id, CancellationToken cancellationToken) => engine.CallAsync(
        $"Removing image {id}",
        async (client, token) =>
        {
            try
            {
                await client.Images.DeleteImageAsync(id, new ImageDeleteParameters { Force = false }, token);
            }
            catch (DockerApiException ex) when (EngineErrors.IsConflict(ex))
            {
                return false;
            }
            catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
            {
                return true;
            }

            return true;
        },
        cancellationToken);

    private static LauncherException NotPulled(string image, HttpStatusCode status, string reason) =>
        EngineErrors.IsDiskFull(status, reason) ? EngineErrors.DiskFull($"Pulling image {image}", reason, cause: null)
        : ImageReference.HasNoMatch(reason) ? ImageReference.NoMatch(image, reason)
        : ImageReference.Missing(image, reason);
}
