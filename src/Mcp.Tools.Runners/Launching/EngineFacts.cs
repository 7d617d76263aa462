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

    /// <summary>More than this cannot be given to a container.</summary>
    public ProcessLimits Limits { get; init; } = ProcessLimits.Unknown;

    /// <summary>The name of the engine's host; null where it does not say.</summary>
    public string? HostName { get; init; }

    /// <summary>Where it keeps images and containers, on its own host; null where it does not say.</summary>
    public string? RootDirectory { get; init; }

    /// <summary>The names that it can give by the Container Device Interface, where it tells (Docker 28).</summary>
    public ImmutableArray<string> CdiDevices { get; init; } = [];

    /// <summary>Where it reads specifications of that interface; none: it does not.</summary>
    public ImmutableArray<string> CdiDirectories { get; init; } = [];

    /// <summary>Whether it is Podman behind Docker's interface.</summary>
    public bool IsPodman { get; init; }

    /// <summary>Whether it runs without root: a way out of a container leads to a user's powers only.</summary>
    public bool IsRootless { get; init; }

    public bool HasPrivateCgroups => Api >= PrivateCgroups;

    /// <summary>What containers may have of it, in words.</summary>
    public ImmutableArray<string> Features =>
    [
        .. new (bool Is, string Word)[]
        {
            (IsPodman, "podman"),
            (IsRootless, "rootless"),
            (HasPrivateCgroups, "private cgroup namespaces"),
            (CdiDirectories.Length > 0, "container device interface"),
        }.Where(feature => feature.Is).Select(feature => feature.Word),
    ];

    /// <param name="version">Its version.</param>
    /// <param name="info">What it says about itself.</param>
    /// <param name="fileExists">Whether there is such a file on its host; null: another host, which cannot be looked at.</param>
    public static EngineFacts From(VersionResponse version, SystemInfoResponse info, Func<string, bool>? fileExists = null) => new(
        $"{(IsPodmanEngine(version) ? "Podman" : "Docker")} {version.Version} (API {version.APIVersion}{(IsRootlessEngine(info) ? ", rootless" : "")})",
        Version.TryParse(version.APIVersion, out var api) ? api : UnknownApi,
        ToArchitecture(info.Architecture ?? version.Arch),
        (int)info.NCPU,
        info.MemTotal,
        [.. RuntimesOf(info, IsPodmanEngine(version) ? fileExists : null).Order(StringComparer.Ordinal)],
        [.. EngineWarnings.Of(info, IsPodmanEngine(version), IsRootlessEngine(info))])
    {
        CdiDevices = [.. (info.DiscoveredDevices ?? []).Where(device => device.Source == "cdi").Select(device => device.ID)],
        CdiDirectories = [.. info.CDISpecDirs ?? []],
        IsPodman = IsPodmanEngine(version),
        IsRootless = IsRootlessEngine(info),
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

    // Podman names each runtime that it knows of, there or not.
    private static IEnumerable<string> RuntimesOf(SystemInfoResponse info, Func<string, bool>? fileExists) =>
        (info.Runtimes ?? new Dictionary<string, RuntimeWithStatus>())
            .Where(runtime => fileExists is null || (runtime.Value.Path is { } path && fileExists(path)))
            .Select(runtime => runtime.Key);

    private static bool IsPodmanEngine(VersionResponse version) =>
        version.Components?.Any(component => component.Name?.Contains("Podman", StringComparison.OrdinalIgnoreCase) == true) == true;

    private static bool IsRootlessEngine(SystemInfoResponse info) =>
        info.SecurityOptions?.Any(option => option.Split(',').Contains("name=rootless", StringComparer.Ordinal)) == true;
}
