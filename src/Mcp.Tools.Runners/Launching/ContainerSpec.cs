using System.Globalization;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching.Egress;
using Mcp.Tools.Runners.Launching.OwnDocker;

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

    /// <summary>The listener reads each of its arguments from such a variable too, and takes it out of its environment.</summary>
    private const string JitVariable = "ACTIONS_RUNNER_INPUT_JITCONFIG";

    private const long NanosPerProcessor = 1_000_000_000;

    /// <param name="launch">What to launch; <see cref="LaunchChecks"/> has found nothing against it.</param>
    /// <param name="engine">What the engine can do.</param>
    /// <param name="network">The pool's network.</param>
    /// <param name="gpus">The GPUs that it is given.</param>
    public static CreateContainerParameters For(RunnerLaunch launch, EngineFacts engine, PoolNetwork network, GpuGrant gpus)
    {
        var layout = launch.Pool.EffectiveLayout;
        var labels = ContainerLabels.For(launch, gpus);
        if (network.IsPodmans)
        {
            labels[ContainerLabels.Network] = network.Name;
        }

        var spec = new CreateContainerParameters
        {
            Name = launch.Runner.Name,
            Image = launch.Pool.Image,
            User = string.Create(CultureInfo.InvariantCulture, $"{layout.UserId}:{layout.GroupId}"),
            WorkingDir = layout.Root,

            // An entrypoint of the image would get between: it may register by token, or run as root first.
            Entrypoint = [layout.Command[0]],
            Cmd = [.. layout.Command.Skip(1)],
            Healthcheck = new HealthcheckConfig { Test = ["NONE"] },
            Env = [.. Environment(launch.Pool)],
            Labels = labels,
            StopSignal = "SIGTERM",
            StopTimeout = StopTimeout,
            HostConfig = HostConfig(launch.Pool, engine, network.Id, labels, gpus),
        };
        if (launch.Pool.OwnDocker)
        {
            OwnDockerSpec.Apply(spec, layout);
        }

        return spec;
    }

    /// <summary>The same with the configuration in its environment, and without the hook, which is a file too.</summary>
    public static CreateContainerParameters WithJit(CreateContainerParameters spec, Secret configuration)
    {
        spec.Env = [.. spec.Env!.Where(variable => !variable.StartsWith(RepositoryHook.Variable, StringComparison.Ordinal)), $"{JitVariable}={configuration.Reveal()}"];
        return spec;
    }

    private static IEnumerable<string> Environment(RunnerPool pool) =>
    [
        $"HOME={pool.EffectiveLayout.Root}",
        "ACTIONS_RUNNER_RETURN_VERSION_DEPRECATED_EXIT_CODE=1",
        "RUNNER_MANUALLY_TRAP_SIG=1",
        .. pool.RepositoryHook ? [$"{RepositoryHook.Variable}={RepositoryHook.PathIn(pool.EffectiveLayout)}"] : Array.Empty<string>(),
        .. pool.Egress is null ? [] : RunnerRoute.Environment,
    ];

    private static HostConfig HostConfig(
        RunnerPool pool, EngineFacts engine, string networkId, IDictionary<string, string> labels, GpuGrant gpus)
    {
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
            Ulimits = [.. Limits(pool, engine)],
            Tmpfs = TemporaryFolders(pool, engine),
            Mounts = [RootVolume(pool.EffectiveLayout, labels)],
            LogConfig = Log(pool.Resources.LogBytes),

            // A single-use runner must not come back, and its exit code and log are read before it goes.
            RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
            AutoRemove = false,
            DeviceRequests = gpus.Requests,
            Devices = gpus.Files,
            GroupAdd = [.. gpus.Groups],
        };
    }

    private static IEnumerable<Ulimit> Limits(RunnerPool pool, EngineFacts engine)
    {
        yield return Limit("nofile", Math.Min(pool.Resources.OpenFiles, engine.Limits.OpenFiles ?? long.MaxValue));
        yield return Limit("core", 0);

        // Podman asks for as many as it thinks there can be, unless told, and fails where it may not. The pool's own limit is that of the
        // container; this one is of all containers of the uid together.
        if (engine is { IsPodman: true, Limits.Processes: { } processes })
        {
            yield return Limit("nproc", processes);
        }
    }

    private static Ulimit Limit(string name, long value) => new() { Name = name, Soft = value, Hard = value };

    private static long NanoProcessors(double wanted, int present) =>
        (long)(Math.Min(wanted, present > 0 ? present : wanted) * NanosPerProcessor);

    // Jobs run what they unpack to /tmp, so that one is exec; Docker's default would be noexec. Podman knows no owner of such a folder.
    private static Dictionary<string, string> TemporaryFolders(RunnerPool pool, EngineFacts engine) => new(StringComparer.Ordinal)
    {
        ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"rw,nosuid,nodev,exec,mode=1777,size={pool.Resources.TmpBytes}"),
        ["/run"] = string.Create(
            CultureInfo.InvariantCulture,
            $"rw,nosuid,nodev,noexec,{(engine.IsPodman ? "mode=1777" : string.Create(CultureInfo.InvariantCulture, $"mode=0755,uid={pool.EffectiveLayout.UserId},gid={pool.EffectiveLayout.GroupId}"))},size={16 << 20}"),
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
