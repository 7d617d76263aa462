using System.Collections.Immutable;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The GPUs that one container is given, and by what.</summary>
/// <param name="Ids">What they are told apart by.</param>
/// <param name="Access">How they are given.</param>
/// <param name="Devices">UUIDs, CDI names or device files.</param>
/// <param name="Groups">The groups that own the device files: the runner's user is in none of the host's.</param>
internal sealed record GpuGrant(ImmutableArray<string> Ids, GpuAccess Access, ImmutableArray<string> Devices, ImmutableArray<string> Groups)
{
    public static GpuGrant None { get; } = new([], GpuAccess.None, [], []);

    /// <summary>By name, never by number of GPUs: the engine would give every container the same first ones.</summary>
    public IList<DeviceRequest> Requests => Access switch
    {
        GpuAccess.NvidiaRuntime => [new DeviceRequest { DeviceIDs = [.. Devices], Capabilities = [["gpu"]] }],
        GpuAccess.Cdi => [new DeviceRequest { Driver = "cdi", DeviceIDs = [.. Devices] }],
        _ => [],
    };

    /// <summary>Device files, without the right to make new ones.</summary>
    public IList<DeviceMapping> Files => Access == GpuAccess.DeviceFiles
        ? [.. Devices.Select(file => new DeviceMapping { PathOnHost = file, PathInContainer = file, CgroupPermissions = "rw" })]
        : [];

    /// <summary>Whether a container with these labels was given this device file as part of a GPU.</summary>
    public static bool IsGranted(IDictionary<string, string>? labels, string? file) =>
        file is not null && labels is not null && labels.TryGetValue(ContainerLabels.Gpus, out var ids) &&
        ids.Split(',').Where(id => id.StartsWith("renderD", StringComparison.Ordinal)).Any(id => file == AmdGpus.ComputeDevice || file == $"/dev/dri/{id}");
}
