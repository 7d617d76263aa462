using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The containers of one controller on the engine: find, create, undo. Everything it returns or removes carries the controller's label.</summary>
internal sealed class RunnerContainers(EngineConnection engine, IReadOnlyList<RunnerPool> pools, VolumeUse volumes, TimeProvider time)
{
    /// <summary>A name is taken a while before its container can be seen, and after it could be: both pass within this time.</summary>
    private static readonly TimeSpan NameLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Null if there is none. The container may be anybody's.</summary>
    public Task<ContainerInspectResponse?> InspectAsync(string idOrName, CancellationToken cancellationToken) => engine.CallAsync(
        $"Looking for container {idOrName}",
        async (client, token) =>
        {
            try
            {
                return PodmanWords.Translate(await client.Containers.InspectContainerAsync(idOrName, token));
            }
            catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>Creates it, or finds the one that an earlier attempt left under its name.</summary>
    /// <returns>Its id, and whether it has never run, so that its files are still to be placed; null if the name is somebody else's.</returns>
    /// <exception cref="LauncherException">The engine refused.</exception>
    public async Task<(string Id, bool NeedsFiles)?> CreateOrAdoptAsync(RunnerLaunch launch, CreateContainerParameters spec, CancellationToken cancellationToken)
    {
        var name = launch.Runner.Name;
        var begin = time.GetTimestamp();
        while (true)
        {
            var id = await TryCreateAsync(spec, cancellationToken);
            if (id is not null)
            {
                return (id, NeedsFiles: true);
            }

            var found = await InspectAsync(name, cancellationToken);
            if (found is not null)
            {
                return IsOf(found, launch) ? (found.ID, NeedsFiles: ContainerReading.NeverRan(found.State)) : null;
            }

            if (time.GetElapsedTime(begin) > NameLimit)
            {
                return null;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Unpacks the archive; owners are as in it. (The engine's own way to set them looks the user up in its host's passwd file.)</summary>
    public Task PlaceAsync(string id, string root, Stream archive, CancellationToken cancellationToken) => engine.CallAsync(
        $"Placing the configuration in container {id[..12]}",
        (client, token) => client.Containers.ExtractArchiveToContainerAsync(
            id, new CopyToContainerParameters { Path = root }, archive, token),
        cancellationToken);

    /// <summary>Takes back what a failed creation may have left: only a container of this very runner that has never run.</summary>
    public async Task UndoAsync(RunnerLaunch launch, CancellationToken cancellationToken)
    {
        var found = await InspectAsync(launch.Runner.Name, cancellationToken);
        if (found is not null && IsOf(found, launch) && ContainerReading.NeverRan(found.State))
        {
            await RemoveAsync(found.ID, cancellationToken);
        }
    }

    public async Task StopAsync(string id, TimeSpan grace, CancellationToken cancellationToken)
    {
        var seconds = (uint)Math.Clamp(Math.Ceiling(grace.TotalSeconds), 0, int.MaxValue);
        await engine.CallAsync(
            $"Stopping container {id[..12]}",
            async (client, token) =>
            {
                try
                {
                    await client.Containers.StopContainerAsync(id, new ContainerStopParameters { WaitBeforeKillSeconds = seconds }, token);
                }
                catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
                {
                    return;
                }
            },
            cancellationToken,
            TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Removes it with its anonymous volumes and waits until it is gone, also where somebody else is at it.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => engine.CallAsync(
        $"Removing container {id[..12]}",
        async (client, token) =>
        {
            while (true)
            {
                try
                {
                    await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { RemoveVolumes = true, Force = true }, token);
                    return;
                }
                catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
                {
                    return;
                }
                catch (DockerApiException ex) when (EngineErrors.IsConflict(ex))
                {
                    // A removal is in progress: it succeeds, or it can be tried again.
                    await Task.Delay(Pause, time, token);
                }
            }
        },
        cancellationToken);

    public async Task<IReadOnlyList<LaunchedRunner>> ListAsync(string controllerId, CancellationToken cancellationToken)
    {
        var listed = await engine.CallAsync(
            "Listing the runners",
            (client, token) => client.Containers.ListContainersAsync(
                new ContainersListParameters { All = true, Filters = ContainerLabels.Filter(controllerId) }, token),
            cancellationToken);
        var runners = new List<LaunchedRunner>(listed.Count);
        foreach (var entry in listed.Where(entry => entry.Labels?.ContainsKey(ContainerLabels.Role) != true))
        {
            // Exit code and times are in the inspection only. One that has gone in between is no longer of the fleet.
            if (await InspectAsync(entry.ID, cancellationToken) is { } found)
            {
                runners.Add(ContainerReading.ToRunner(found) with { Drift = [.. ContainerDrift.Find(found, PoolOf(found))], Disk = volumes.Of(found) });
            }
        }

        return runners;
    }

    /// <summary>Null: the name is taken.</summary>
    public Task<string?> TryCreateAsync(CreateContainerParameters spec, CancellationToken cancellationToken) => engine.CallAsync(
        $"Creating container {spec.Name}",
        async (client, token) =>
        {
            try
            {
                return (string?)(await client.Containers.CreateContainerAsync(spec, token)).ID;
            }
            catch (DockerApiException ex) when (EngineErrors.IsConflict(ex))
            {
                return null;
            }
        },
        cancellationToken);

    private RunnerPool? PoolOf(ContainerInspectResponse container) =>
        pools.FirstOrDefault(pool => container.Config?.Labels.Has(ContainerLabels.Pool, pool.Name) == true);

    private static bool IsOf(ContainerInspectResponse container, RunnerLaunch launch) =>
        container.Config?.Labels.Has(ContainerLabels.Controller, launch.ControllerId) == true &&
        container.Config.Labels.Has(ContainerLabels.RunnerId, launch.Runner.Id);
}
