using System.Globalization;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching.Egress;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// What a runner's container is made of. Pure. The job inside is somebody else's code: it gets no root, no capability, no way to
/// gain one, nothing of the host's and no more than its share. Nothing secret is in it: all of it can be read by <c>docker inspect</c>.
/// </summary>
internal static class ContainerSpec
{
    /// <summary>A listener that is asked to stop reports its job first.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    /// <summary>In want of memory the kernel ends jobs before anything of the host's.</summary>
    private const int OomScoreAdjustment = 500;

    private const long NanosPerProcessor = 1_000_000_000;

    /// <param name="launch">What to launch; <see cref="LaunchChecks"/> has found nothing against it.</param>
    /// <param name="engine">What the engine can do.</param>
    /// <param name="networkId">The pool's network.</param>
    /// <param name="gpus">The GPUs that it is given.</param>
    public static CreateContainerParameters For(RunnerLaunch launch, EngineFacts engine, string networkId, GpuGrant gpus)
    {
        var layout = launch.Pool.Layout;
        var labels = ContainerLabels.For(launch, gpus);
        return new CreateContainerParameters
        {
            Name = launch.Runner.Name,
            Image = launch.Pool.Image,
            User = string.Create(CultureInfo.InvariantCulture, $"{layout.UserId}:{layout.GroupId}"),
            WorkingDir = layout.Root,

            // An entrypoint of the image would get between: it may register by token, or run as root first.
            Entrypoint = [layout.Command[0]],
            Cmd = [.. layout.Command.Skip(1)],
            Healthcheck = new HealthcheckConfig { Test = ["NONE"] },
            Env = Environment(launch.Pool),
            Labels = labels,
            StopSignal = "SIGTERM",
            StopTimeout = StopTimeout,
            HostConfig = HostConfig(launch.Pool, engine, networkId, labels, gpus),
        };
    }

    private static List<string> Environment(RunnerPool pool) =>
    [
        $"HOME={pool.Layout.Root}",
        "ACTIONS_RUNNER_RETURN_VERSION_DEPRECATED_EXIT_CODE=1",
        "RUNNER_MANUALLY_TRAP_SIG=1",
        .. pool.Egress is null ? [] : RunnerRoute.Environment,
    ];

    private static HostConfig HostConfig(
        RunnerPool pool, EngineFacts engine, string networkId, IDictionary<string, string> labels, GpuGrant gpus)
    {
        var openFiles = Math.Min(pool.Resources.OpenFiles, engine.MaxOpenFiles ?? long.MaxValue);
        return new HostConfig
        {
            Privileged = false,
            Runtime = pool.Runtime,
            ReadonlyRootfs = true,
            CapDrop = ["ALL"],

            // The engine's own seccomp and AppArmor profiles stay in force: naming none keeps them.
            SecurityOpt = ["no-new-privileges:true"],
            NetworkMode = networkId,
            DNS = pool.Egress is null ? [] : [.. RunnerRoute.Dns],
            DNSOptions = pool.Egress is null ? [] : [.. RunnerRoute.DnsOptions],
            IpcMode = "private",
            CgroupnsMode = engine.HasPrivateCgroups ? "private" : string.Empty,
            Init = true,
            Memory = pool.Resources.MemoryBytes,
            MemorySwap = pool.Resources.MemoryBytes,
            NanoCPUs = NanoProcessors(pool.Resources.Processors, engine.Processors),
            PidsLimit = pool.Resources.Pids,
            OomScoreAdj = OomScoreAdjustment,
            Ulimits =
            [
                new Ulimit { Name = "nofile", Soft = openFiles, Hard = openFiles },
                new Ulimit { Name = "core", Soft = 0, Hard = 0 },
            ],
            Tmpfs = TemporaryFolders(pool, engine),
            Mounts = [RootVolume(pool.Layout, labels)],
            LogConfig = Log(pool.Resources.LogBytes),

            // A single-use runner must not come back, and its exit code and log are read before it goes.
            RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
            AutoRemove = false,
            DeviceRequests = gpus.Requests,
            Devices = gpus.Files,
            GroupAdd = [.. gpus.Groups],
        };
    }

    private static long NanoProcessors(double wanted, int present) =>
        (long)(Math.Min(wanted, present > 0 ? present : wanted) * NanosPerProcessor);

    // Jobs run what they unpack to /tmp, so that one is exec; Docker's default would be noexec. Podman knows no owner of such a folder.
    private static Dictionary<string, string> TemporaryFolders(RunnerPool pool, EngineFacts engine) => new(StringComparer.Ordinal)
    {
        ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,nosuid,nodev,exec,mode=1777,size={pool.Resources.TmpBytes}"),
        ["/run"] = string.Create(
            CultureInfo.InvariantCulture,
            $"rw,nosuid,nodev,noexec,{(engine.IsPodman ? "mode=1777" : string.Create(CultureInfo.InvariantCulture, $"mode=0755,uid={pool.Layout.UserId},gid={pool.Layout.GroupId}"))},size={16 << 20}"),
    };

    // A volume without a source is anonymous: filled from the image (a tmpfs would hide the runner), and removed with the container.
    private static Mount RootVolume(ImageLayout layout, IDictionary<string, string> labels) => new()
    {
        Type = "volume",
        Target = layout.Root,
        VolumeOptions = new VolumeOptions { Labels = new Dictionary<string, string>(labels, StringComparer.Ordinal) },
    };

    private static LogConfig Log(long bytes) => new()
    {
        Type = "json-file",
        Config = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["max-size"] = (bytes / 2).ToString(CultureInfo.InvariantCulture),
            ["max-file"] = "2",
        },
    };
}
