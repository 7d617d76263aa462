using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>What a pool's proxy is made of. Pure. It has no more powers than a runner: no root, no capability, nothing of the host's.</summary>
internal static class ProxySpec
{
    /// <summary>Counts up when this class itself changes what it makes of the same settings.</summary>
    private const int Version = 1;

    /// <summary>Squid without a cache takes 10 MiB, and some for each tunnel.</summary>
    private const long Memory = 256L << 20;

    private const long Pids = 64;
    private const long OpenFiles = 16_384;
    private const long LogBytes = 10L << 20;

    public static string NameOf(string prefix, string pool, string controllerId) => $"{PoolNetworkSpec.NameOf(prefix, pool, controllerId)}-egress";

    /// <summary>A fingerprint of all that it is made from: a proxy with another one is replaced.</summary>
    public static string Hash(PoolEgress egress, string configuration)
    {
        string[] parts =
        [
            Version.ToString(CultureInfo.InvariantCulture),
            egress.Image,
            .. egress.EffectiveLayout.Command,
            egress.EffectiveLayout.ConfigurationPath,
            string.Create(CultureInfo.InvariantCulture, $"{egress.EffectiveLayout.UserId}:{egress.EffectiveLayout.GroupId}"),
            string.Join(',', egress.Dns),
            configuration,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];
    }

    /// <param name="name">Its name.</param>
    /// <param name="pool">Its pool, which has egress.</param>
    /// <param name="hash">See <see cref="Hash"/>.</param>
    /// <param name="controllerId">Whose it is.</param>
    /// <param name="outgoingId">The network on which it goes out.</param>
    /// <param name="engine">What the engine can do.</param>
    public static CreateContainerParameters For(string name, RunnerPool pool, string hash, string controllerId, string outgoingId, EngineFacts engine)
    {
        var egress = pool.Egress!;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ContainerLabels.Controller] = controllerId,
            [ContainerLabels.Pool] = pool.Name,
            [ContainerLabels.Role] = ContainerLabels.Egress,
            [ContainerLabels.SpecHash] = hash,
        };
        return new CreateContainerParameters
        {
            Name = name,
            Image = ImageReference.WithTag(egress.Image),
            User = string.Create(CultureInfo.InvariantCulture, $"{egress.EffectiveLayout.UserId}:{egress.EffectiveLayout.GroupId}"),
            WorkingDir = "/",
            Entrypoint = [egress.EffectiveLayout.Command[0]],
            Cmd = [.. egress.EffectiveLayout.Command.Skip(1)],
            Healthcheck = new HealthcheckConfig { Test = ["NONE"] },
            Labels = labels,
            StopSignal = "SIGTERM",
            HostConfig = HostConfig(egress, outgoingId, labels, engine),
        };
    }

    private static HostConfig HostConfig(PoolEgress egress, string outgoingId, Dictionary<string, string> labels, EngineFacts engine)
    {
        var openFiles = Math.Min(OpenFiles, engine.Limits.OpenFiles ?? long.MaxValue);
        return new HostConfig
        {
            ReadonlyRootfs = true,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges:true"],
            NetworkMode = outgoingId,
            DNS = [.. egress.Dns],
            IpcMode = "private",
            CgroupnsMode = engine.HasPrivateCgroups ? "private" : string.Empty,
            Init = true,
            Memory = Memory,
            MemorySwap = Memory,
            NanoCPUs = 1_000_000_000,
            PidsLimit = Pids,
            Ulimits =
            [
                new Ulimit { Name = "nofile", Soft = openFiles, Hard = openFiles },
                new Ulimit { Name = "core", Soft = 0, Hard = 0 },
            ],
            Tmpfs = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["/tmp"] = "rw,nosuid,nodev,noexec,mode=1777,size=16777216",
                ["/run"] = "rw,nosuid,nodev,noexec,mode=1777,size=16777216",
            },

            // Its configuration is put here before it starts: the root file system cannot be written to.
            Mounts =
            [
                new Mount
                {
                    Type = "volume",
                    Target = FolderOf(egress.EffectiveLayout),
                    VolumeOptions = new VolumeOptions { Labels = new Dictionary<string, string>(labels, StringComparer.Ordinal) },
                },
            ],
            LogConfig = new LogConfig
            {
                Type = "json-file",
                Config = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["max-size"] = (LogBytes / 2).ToString(CultureInfo.InvariantCulture),
                    ["max-file"] = "2",
                },
            },

            // Started again by the controller, which sees it.
            RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
        };
    }

    public static string FolderOf(ProxyLayout layout) => layout.ConfigurationPath[..layout.ConfigurationPath.LastIndexOf('/')];
}
