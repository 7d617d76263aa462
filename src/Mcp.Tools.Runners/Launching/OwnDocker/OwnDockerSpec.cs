using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching.OwnDocker;

/// <summary>What is different about the container of a runner with a Docker daemon of its own. Pure.</summary>
internal static class OwnDockerSpec
{
    /// <summary>The container begins as root, with nothing of root's but these: the power to become the runner's user, and to hand two of them to the daemon.</summary>
    private static readonly string[] Capabilities = ["SETGID", "SETPCAP", "SETUID"];

    /// <summary>The daemon's containers have a network of their own, whose packets it carries through a tap device.</summary>
    private const string Tun = "/dev/net/tun";

    private static readonly string[] Security = [$"seccomp={OwnDockerProfile.Json}", "apparmor=unconfined"];

    /// <summary>Changes what is made of an ordinary pool.</summary>
    public static void Apply(CreateContainerParameters spec, ImageLayout layout)
    {
        var command = OwnDockerScript.Command(layout);
        spec.User = "0:0";
        spec.Entrypoint = [command[0]];
        spec.Cmd = [.. command.Skip(1)];
        spec.Env!.Add($"DOCKER_HOST=unix://{OwnDockerScript.FolderIn(layout)}/docker.sock");
        spec.Labels![ContainerLabels.Docker] = ContainerLabels.OwnDocker;
        var host = spec.HostConfig!;
        host.CapAdd = [.. Capabilities];
        host.SecurityOpt = [.. Security];

        // The kernel gives a container's container a /proc of its own only where none of the outer one is hidden. Nobody here is root of the host.
        host.MaskedPaths = [];
        host.ReadonlyPaths = [];
        host.Devices = [.. host.Devices ?? [], new DeviceMapping { PathOnHost = Tun, PathInContainer = Tun, CgroupPermissions = "rwm" }];
    }

    /// <summary>What such a pool costs in isolation.</summary>
    public static string Weakness(RunnerPool pool) =>
        $"The pool '{pool.Name}' gives its runners a Docker daemon of their own (ownDocker): its jobs may make namespaces and mounts, so more of the kernel is open to them. Use it for repositories that you trust.";

    /// <summary>Whether a container has just the freedom that such a pool gives, and no more.</summary>
    public static bool Is(HostConfig host) =>
        (host.CapAdd ?? []).Select(Name).Order(StringComparer.Ordinal).SequenceEqual(Capabilities, StringComparer.Ordinal)
        && (host.SecurityOpt ?? []).Order(StringComparer.Ordinal).SequenceEqual(Security.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Whether it is the one device that such a pool gives.</summary>
    public static bool IsGranted(DeviceMapping device) => device.PathOnHost == Tun;

    private static string Name(string capability) => capability.StartsWith("CAP_", StringComparison.Ordinal) ? capability[4..] : capability;
}
