using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Puts what Podman shows of a container into Docker's words, so that one set of rules judges both. Pure.</summary>
internal static class PodmanWords
{
    /// <summary>Podman names its runtime by the standard and not by the program.</summary>
    private const string Runtime = "oci";

    /// <summary>What Podman gives a container that asks for nothing; without all of them it has none.</summary>
    /// <remarks>Source: default_capabilities in https://github.com/containers/common/blob/main/docs/containers.conf.5.md.</remarks>
    private static readonly string[] Defaults =
        ["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"];

    public static ContainerInspectResponse Translate(ContainerInspectResponse container)
    {
        if (container.HostConfig is not { Runtime: Runtime } host)
        {
            return container;
        }

        host.CapDrop = Defaults.All((host.CapDrop ?? []).Contains) ? ["ALL"] : host.CapDrop!;
        host.SecurityOpt = [.. (host.SecurityOpt ?? []).Select(option => option == "no-new-privileges" ? "no-new-privileges:true" : option)];
        // It lists volumes there too; a folder of the host begins with a slash.
        host.Binds = [.. (host.Binds ?? []).Where(bind => bind.StartsWith('/'))];
        host.RestartPolicy = host.RestartPolicy is { Name: RestartPolicyKind.Undefined } ? new RestartPolicy { Name = RestartPolicyKind.No } : host.RestartPolicy;
        host.PidMode = OwnNamespace(host.PidMode)!;
        host.UTSMode = OwnNamespace(host.UTSMode)!;
        host.Ulimits = [.. (host.Ulimits ?? []).Select(limit => new Ulimit { Name = limit.Name?.Replace("RLIMIT_", string.Empty, StringComparison.Ordinal).ToLowerInvariant()!, Soft = limit.Soft, Hard = limit.Hard })];
        if (container.Config?.Labels is { } labels && labels.TryGetValue(ContainerLabels.Network, out var network))
        {
            host.NetworkMode = network;
        }

        return container;
    }

    private static string? OwnNamespace(string? mode) => mode == "private" ? string.Empty : mode;
}
