using System.Collections.Immutable;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// Gives each new runner GPUs of its own. Who has which is written on the containers themselves, so it outlives this process and holds
/// between controllers that share an engine.
/// </summary>
internal sealed class GpuAllocation(EngineConnection engine, GpuProbe probe) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The GPUs of the engine's host.</summary>
    public Task<GpuInventory> ReadAsync(GpuVendor vendor, EngineFacts facts, CancellationToken cancellationToken) =>
        probe.ReadAsync(vendor, facts, engine.IsLocal, cancellationToken);

    /// <summary>Chooses the runner's GPUs and has its container made with them; nobody else chooses before it is there.</summary>
    /// <exception cref="LauncherException">There are too few, or too few are free.</exception>
    public async Task<string> CreateAsync(
        RunnerLaunch launch, EngineFacts facts, Func<GpuGrant, Task<string>> create, CancellationToken cancellationToken)
    {
        if (launch.Pool.Gpus == 0)
        {
            return await create(GpuGrant.None);
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            var inventory = await ReadAsync(launch.Pool.GpuVendor, facts, cancellationToken);
            var chosen = GpuSlots.Choose(launch.Pool, inventory, await ReadTakenAsync(launch, cancellationToken));
            return await create(await GrantAsync(inventory.Access, chosen, cancellationToken));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<GpuGrant> GrantAsync(GpuAccess access, ImmutableArray<Gpu> gpus, CancellationToken cancellationToken)
    {
        ImmutableArray<string> devices = [.. gpus.SelectMany(gpu => gpu.Devices).Distinct(StringComparer.Ordinal)];
        return new(
            [.. gpus.Select(gpu => gpu.Id)],
            access,
            devices,
            access == GpuAccess.DeviceFiles ? await probe.ReadGroupsAsync(devices, cancellationToken) : []);
    }

    // Of any controller: GPUs are the host's. What was left of an earlier attempt of this very runner is adopted with what it has.
    private async Task<Dictionary<string, string>> ReadTakenAsync(RunnerLaunch launch, CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
        {
            ["label"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [ContainerLabels.Gpus] = true },
        };
        var listed = await engine.CallAsync(
            "Looking for GPUs that are given out",
            (client, token) => client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filters }, token),
            cancellationToken);
        return GpuSlots.Taken(listed, launch);
    }
}
