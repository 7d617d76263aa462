using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;
using ContainerSpec = Mcp.Tools.Runners.Launching.ContainerSpec;
using Version = System.Version;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class ContainerSpecTests
{
    private static CreateContainerParameters Spec(RunnerPool? pool = null, EngineFacts? engine = null, GpuGrant? gpus = null) =>
        ContainerSpec.For(Launches.Usual(pool), engine ?? Launches.Engine, new PoolNetwork("network-id", "network", "br-network", IsPodmans: false), gpus ?? GpuGrant.None);

    [Fact]
    public void For_Defaults_RunsTheListenerAsTheRunnersUser()
    {
        var spec = Spec();

        Assert.Equal("default-r-1", spec.Name);
        Assert.Equal("ghcr.io/actions/actions-runner:latest", spec.Image);
        Assert.Equal("1001:1001", spec.User);
        Assert.Equal("/home/runner", spec.WorkingDir);
        Assert.Equal(["/home/runner/bin/Runner.Listener"], spec.Entrypoint);
        Assert.Equal(["run"], spec.Cmd);
        Assert.Equal(["NONE"], spec.Healthcheck!.Test);
        Assert.Equal("SIGTERM", spec.StopSignal);
        Assert.Equal(TimeSpan.FromSeconds(60), spec.StopTimeout);
        Assert.False(spec.Tty);
        Assert.False(spec.OpenStdin);
    }

    [Fact]
    public void For_Defaults_EnvironmentIsExactlyThis() => Assert.Equal(
        ["HOME=/home/runner", "ACTIONS_RUNNER_RETURN_VERSION_DEPRECATED_EXIT_CODE=1", "RUNNER_MANUALLY_TRAP_SIG=1", "ACTIONS_RUNNER_HOOK_JOB_STARTED=/home/runner/.mcp-runners/job-started.sh"],
        Spec().Env);

    [Fact]
    public void For_WithoutTheHook_NamesNone() =>
        Assert.DoesNotContain(Spec(new RunnerPool { Architecture = RunnerArchitecture.X64, RepositoryHook = false }).Env!, variable => variable.StartsWith(RepositoryHook.Variable, StringComparison.Ordinal));

    [Fact]
    public void For_PoolWithEgress_KnowsItsProxyAndAsksNoNameServer()
    {
        var spec = Spec(new RunnerPool { Architecture = RunnerArchitecture.X64, Egress = new PoolEgress() });

        Assert.Equal(
            [
                "HTTP_PROXY=http://egress-proxy:3128", "HTTPS_PROXY=http://egress-proxy:3128", "NO_PROXY=localhost,127.0.0.1,::1",
                "http_proxy=http://egress-proxy:3128", "https_proxy=http://egress-proxy:3128", "no_proxy=localhost,127.0.0.1,::1",
            ],
            spec.Env!.Skip(4));
        Assert.Equal(["127.0.0.1"], spec.HostConfig!.DNS);
        Assert.Empty(Spec().HostConfig!.DNS!);
    }

    [Fact]
    public void For_Defaults_HasNoPowers()
    {
        var host = Spec().HostConfig!;

        Assert.True(host.ReadonlyRootfs);
        Assert.False(host.Privileged);
        Assert.Equal(["ALL"], host.CapDrop);
        Assert.Null(host.CapAdd);
        Assert.Equal(["no-new-privileges:true"], host.SecurityOpt);
        Assert.True(host.Init);
    }

    [Fact]
    public void For_Defaults_SharesNothingWithTheHost()
    {
        var host = Spec().HostConfig!;

        Assert.Equal("network-id", host.NetworkMode);
        Assert.Equal("private", host.IpcMode);
        Assert.Equal("private", host.CgroupnsMode);
        Assert.All(new[] { host.PidMode, host.UTSMode, host.UsernsMode }, mode => Assert.True(string.IsNullOrEmpty(mode)));
        Assert.Null(host.Binds);
        Assert.Null(host.VolumesFrom);
        Assert.Empty(host.Devices!);
        Assert.Empty(host.GroupAdd!);
        Assert.Null(host.PortBindings);
        Assert.Empty(host.DeviceRequests!);
    }

    [Fact]
    public void For_EngineBefore141_AsksForNoCgroupNamespace() =>
        Assert.Equal(string.Empty, Spec(engine: Launches.Engine with { Api = new Version(1, 40) }).HostConfig!.CgroupnsMode);

    [Fact]
    public void For_Defaults_IsLimited()
    {
        var host = Spec().HostConfig!;

        Assert.Equal(4L << 30, host.Memory);
        Assert.Equal(host.Memory, host.MemorySwap);
        Assert.Equal(2_000_000_000, host.NanoCPUs);
        Assert.Equal(1024, host.PidsLimit);
        Assert.Equal(500, host.OomScoreAdj);
        Assert.Equal([("nofile", 65_536, 65_536), ("core", 0, 0)], host.Ulimits!.Select(limit => (limit.Name, limit.Soft, limit.Hard)));
    }

    [Fact]
    public void For_OpenFiles_AreCutToWhatTheEngineCanGive() =>
        Assert.Equal(20_000, Spec(engine: Launches.Engine with { Limits = new(OpenFiles: 20_000, Processes: null) }).HostConfig!.Ulimits![0].Hard);

    /// <summary>Podman would ask for more processes than a boxed-in engine may have, unless it is told how many.</summary>
    [Fact]
    public void For_Podman_ProcessesOfAUserAreNamed() =>
        Assert.Equal(
            ("nproc", 32_768, 32_768),
            Spec(engine: Launches.Engine with { IsPodman = true, Limits = new(null, 32_768) }).HostConfig!.Ulimits!.Select(limit => (limit.Name, limit.Soft, limit.Hard)).Last());

    [Theory]
    [InlineData(8, 2, 2_000_000_000)]
    [InlineData(1.5, 2, 1_500_000_000)]
    [InlineData(8, 0, 8_000_000_000)]
    public void For_Processors_AreCutToTheEngines(double wanted, int present, long expected)
    {
        var pool = new RunnerPool { Architecture = RunnerArchitecture.X64, Resources = new RunnerResources { Processors = wanted } };

        Assert.Equal(expected, Spec(pool, Launches.Engine with { Processors = present }).HostConfig!.NanoCPUs);
    }

    [Fact]
    public void For_Defaults_WritesOnlyToVolumeAndTmpfs()
    {
        var spec = Spec();

        var mount = Assert.Single(spec.HostConfig!.Mounts!);
        Assert.Equal(("volume", "/home/runner"), (mount.Type, mount.Target));
        Assert.Null(mount.Source);
        Assert.Equal("controller-1", mount.VolumeOptions!.Labels![ContainerLabels.Controller]);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["/tmp"] = "rw,nosuid,nodev,exec,mode=1777,size=1073741824",
                ["/run"] = "rw,nosuid,nodev,noexec,mode=0755,uid=1001,gid=1001,size=16777216",
            },
            spec.HostConfig.Tmpfs);
    }

    [Fact]
    public void For_Podman_NamesNoOwnerOfATemporaryFolder() =>
        Assert.Equal("rw,nosuid,nodev,noexec,mode=1777,size=16777216", Spec(engine: Launches.Engine with { IsPodman = true }).HostConfig!.Tmpfs!["/run"]);

    [Fact]
    public void For_Defaults_LogIsBoundedAndContainerStaysUntilRead()
    {
        var host = Spec().HostConfig!;

        Assert.Equal("json-file", host.LogConfig!.Type);
        Assert.Equal(new Dictionary<string, string> { ["max-size"] = "5242880", ["max-file"] = "2" }, host.LogConfig.Config);
        Assert.Equal(RestartPolicyKind.No, host.RestartPolicy!.Name);
        Assert.False(host.AutoRemove);
    }

    [Fact]
    public void For_Defaults_SaysWhoseItIs() => Assert.Equal(
        new Dictionary<string, string>
        {
            ["io.mcp-runners.controller"] = "controller-1",
            ["io.mcp-runners.pool"] = "default",
            ["io.mcp-runners.runner-id"] = "r-1",
            ["io.mcp-runners.runner-name"] = "default-r-1",
            ["io.mcp-runners.repository"] = "octocat/hello-world",
            ["io.mcp-runners.architecture"] = "x64",
            ["io.mcp-runners.spec-hash"] = SpecHash.Of(new RunnerPool { Architecture = RunnerArchitecture.X64 }),
        },
        Spec().Labels);

    [Fact]
    public void For_GpusByRuntime_RequestsThemByName()
    {
        var spec = Spec(gpus: new GpuGrant(["GPU-a", "GPU-b"], GpuAccess.NvidiaRuntime, ["GPU-a", "GPU-b"], []));

        var request = Assert.Single(spec.HostConfig!.DeviceRequests!);
        Assert.Equal(["GPU-a", "GPU-b"], request.DeviceIDs);
        Assert.Equal(0, request.Count);
        Assert.Equal(["gpu"], Assert.Single(request.Capabilities!));
        Assert.Empty(spec.HostConfig.Devices!);
        Assert.Equal("GPU-a,GPU-b", spec.Labels![ContainerLabels.Gpus]);
    }

    [Fact]
    public void For_GpusByCdi_NamesTheDriver()
    {
        var request = Assert.Single(Spec(gpus: new GpuGrant(["GPU-a"], GpuAccess.Cdi, ["nvidia.com/gpu=0"], [])).HostConfig!.DeviceRequests!);

        Assert.Equal("cdi", request.Driver);
        Assert.Equal(["nvidia.com/gpu=0"], request.DeviceIDs);
        Assert.Null(request.Capabilities);
    }

    [Fact]
    public void For_GpusByDeviceFiles_GivesFilesAndTheirGroups()
    {
        var host = Spec(gpus: new GpuGrant(["renderD128"], GpuAccess.DeviceFiles, ["/dev/kfd", "/dev/dri/renderD128"], ["993"])).HostConfig!;

        Assert.Empty(host.DeviceRequests!);
        Assert.Equal(["/dev/kfd", "/dev/dri/renderD128"], host.Devices!.Select(device => device.PathOnHost));
        Assert.All(host.Devices!, device => Assert.Equal((device.PathOnHost, "rw"), (device.PathInContainer, device.CgroupPermissions)));
        Assert.Equal(["993"], host.GroupAdd);
    }

    [Fact]
    public void For_PoolThatAsksForGpusButIsGrantedNone_GetsNone() =>
        Assert.Empty(Spec(new RunnerPool { Architecture = RunnerArchitecture.X64, Gpus = 1 }).HostConfig!.DeviceRequests!);

    [Theory]
    [InlineData(null)]
    [InlineData("runsc")]
    public void For_Runtime_IsThePools(string? runtime)
    {
        var spec = Spec(new RunnerPool { Architecture = RunnerArchitecture.X64, Runtime = runtime });

        Assert.Equal(runtime, spec.HostConfig!.Runtime);
        Assert.Equal(runtime, spec.Labels!.TryGetValue(ContainerLabels.Runtime, out var label) ? label : null);
    }

    [Fact]
    public void For_OtherLayout_IsFollowed()
    {
        var pool = new RunnerPool
        {
            Architecture = RunnerArchitecture.X64,
            Layout = new ImageLayout("/actions-runner", 1000, 999, ["/actions-runner/bin/Runner.Listener", "run", "--once"]),
        };

        var spec = Spec(pool);

        Assert.Equal("1000:999", spec.User);
        Assert.Equal("/actions-runner", spec.WorkingDir);
        Assert.Equal(["run", "--once"], spec.Cmd);
        Assert.Equal("/actions-runner", Assert.Single(spec.HostConfig!.Mounts!).Target);
        Assert.Contains("HOME=/actions-runner", spec.Env!);
    }
}
