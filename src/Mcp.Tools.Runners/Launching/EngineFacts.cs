using System.Collections.Immutable;
using Docker.DotNet.Models;
using Version = System.Version;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What the engine said about itself, as far as a container's specification depends on it.</summary>
internal sealed record EngineFacts(
    string Name,
    Version Api,
    RunnerArchitecture? Architecture,
    int Processors,
    long MemoryBytes,
    ImmutableArray<string> Runtimes,
    ImmutableArray<string> Warnings)
{
    private static readonly Version UnknownApi = new(0, 0);

    /// <summary>From this version on a container can have a cgroup namespace of its own.</summary>
    private static readonly Version PrivateCgroups = new(1, 41);

    /// <summary>More open files than this cannot be given to a container; null where that is not known.</summary>
    public long? MaxOpenFiles { get; init; }

    /// <summary>The name of the engine's host; null where it does not say.</summary>
    public string? HostName { get; init; }

    /// <summary>Where it keeps images and containers, on its own host; null where it does not say.</summary>
    public string? RootDirectory { get; init; }

    public bool HasPrivateCgroups => Api >= PrivateCgroups;

    public static EngineFacts From(VersionResponse version, SystemInfoResponse info) => new(
        $"{EngineName(version)} {version.Version} (API {version.APIVersion})",
        Version.TryParse(version.APIVersion, out var api) ? api : UnknownApi,
        ToArchitecture(info.Architecture ?? version.Arch),
        (int)info.NCPU,
        info.MemTotal,
        [.. (info.Runtimes?.Keys ?? []).Order(StringComparer.Ordinal)],
        [.. Weaknesses(info)])
    {
        HostName = info.Name,
        RootDirectory = info.DockerRootDir,
    };

    /// <summary>Docker's and Linux' words for the architectures that GitHub has runners for.</summary>
    public static RunnerArchitecture? ToArchitecture(string? word) => word?.ToLowerInvariant() switch
    {
        "x86_64" or "amd64" => RunnerArchitecture.X64,
        "aarch64" or "arm64" => RunnerArchitecture.Arm64,
        "armv7l" or "armv6l" or "arm" => RunnerArchitecture.Arm,
        _ => null,
    };

    private static string EngineName(VersionResponse version) =>
        version.Components?.Any(c => c.Name?.Contains("Podman", StringComparison.OrdinalIgnoreCase) == true) == true ? "Podman" : "Docker";

    private static IEnumerable<string> Weaknesses(SystemInfoResponse info)
    {
        var security = info.SecurityOptions ?? [];
        if (!security.Any(option => option.Contains("seccomp", StringComparison.Ordinal)))
        {
            yield return "The engine has no seccomp: jobs may use every system call. Use a kernel and an engine with seccomp.";
        }

        if (security.Any(option => option.Contains("seccomp", StringComparison.Ordinal) && option.Contains("unconfined", StringComparison.Ordinal)))
        {
            yield return "The engine's default seccomp profile is 'unconfined'. Remove seccomp-profile from its daemon.json.";
        }

        if (!info.MemoryLimit)
        {
            yield return "The engine cannot limit memory: one job can take all of the host's. Enable the memory cgroup.";
        }

        if (!info.PidsLimit)
        {
            yield return "The engine cannot limit processes: one job can start any number. Enable the pids cgroup.";
        }

        if (!info.CPUCfsQuota)
        {
            yield return "The engine cannot limit processor time. Enable CFS quotas in the kernel.";
        }
    }
}
