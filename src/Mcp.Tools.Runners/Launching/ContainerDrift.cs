using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching.OwnDocker;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// What of a container is not as it was created: somebody has changed it since (<c>docker update</c>, <c>docker network connect</c>), or
/// something else has made it under our labels. Pure.
/// </summary>
internal static class ContainerDrift
{
    private const double NanosPerProcessor = 1_000_000_000;

    /// <summary>Each difference as a sentence; empty: none.</summary>
    /// <param name="container">As the engine shows it.</param>
    /// <param name="pool">The pool as it is configured now; null: there is none of that name. Its numbers are compared only where the container was made from them.</param>
    public static IReadOnlyList<string> Find(ContainerInspectResponse container, RunnerPool? pool)
    {
        var found = new List<string>();
        if (container.HostConfig is not { } host)
        {
            return found;
        }

        Expect(!host.Privileged, "It is privileged.");
        Expect(host.ReadonlyRootfs, "Its root file system is writable.");
        Expect(host.CapDrop?.Contains("ALL") == true, "Not all of its capabilities were taken away.");
        var ownDocker = container.Config?.Labels.Has(ContainerLabels.Docker, ContainerLabels.OwnDocker) == true;
        if (ownDocker)
        {
            Expect(pool is null or { OwnDocker: true }, "It has a Docker daemon of its own, which its pool no longer gives.");
            Expect(OwnDockerSpec.Is(host), $"It has other freedoms than a runner with a Docker daemon of its own: capabilities {Join(host.CapAdd)}; {Join(host.SecurityOpt?.Select(option => Reports.Wording.Clip(option, 60)))}.");
        }
        else
        {
            Expect(host.CapAdd is null or [], $"It was given capabilities: {Join(host.CapAdd)}.");
            Expect(host.SecurityOpt?.Contains("no-new-privileges:true") == true, "It may gain privileges.");
            Expect(host.SecurityOpt?.Any(option => option.Contains("unconfined", StringComparison.Ordinal)) != true, $"Its system calls or its profile are unconfined: {Join(host.SecurityOpt)}.");
        }

        Expect(new[] { host.PidMode, host.IpcMode, host.UTSMode, host.UsernsMode, host.NetworkMode }.All(mode => mode != "host"), "It shares a namespace of the host.");
        Expect(host.Binds is null or [] && container.Mounts?.All(mount => mount.Type == "volume") != false, "A folder of the host is mounted in it.");
        Expect((host.Devices ?? []).All(device => (ownDocker && OwnDockerSpec.IsGranted(device)) || GpuGrant.IsGranted(container.Config?.Labels, device.PathOnHost)), "It was given devices of the host.");
        if (container.State?.Running == true)
        {
            var foreign = (container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>(StringComparer.Ordinal))
                .Where(network => network.Value.NetworkID != host.NetworkMode).Select(network => network.Key).ToList();
            Expect(foreign.Count == 0, $"It is on networks that are not its pool's: {Join(foreign)}.");
        }

        if (pool is not null && container.Config?.Labels.Has(ContainerLabels.SpecHash, SpecHash.Of(pool)) == true)
        {
            var resources = pool.Resources;
            ExpectNumber("memory", resources.MemoryBytes, host.Memory);
            ExpectNumber("memory with swap", resources.MemoryBytes, host.MemorySwap);
            ExpectNumber("processes", resources.Pids, host.PidsLimit);
            Expect(host.NanoCPUs > 0 && host.NanoCPUs <= resources.Processors * NanosPerProcessor, FormattableString.Invariant($"Its limit of processors is {host.NanoCPUs / NanosPerProcessor} and not {resources.Processors}."));
        }

        return found;

        void Expect(bool holds, string otherwise)
        {
            if (!holds)
            {
                found.Add(otherwise);
            }
        }

        void ExpectNumber(string what, long wanted, long? has)
        {
            if (has is { } number && number != wanted)
            {
                found.Add(FormattableString.Invariant($"Its limit of {what} is {number} and not {wanted}."));
            }
        }
    }

    private static string Join(IEnumerable<string>? words) => string.Join(", ", words ?? []);
}
