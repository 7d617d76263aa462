using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class EngineFactsTests
{
    private static SystemInfoResponse Sound() => new()
    {
        Architecture = "x86_64",
        NCPU = 2,
        MemTotal = 8L << 30,
        MemoryLimit = true,
        PidsLimit = true,
        CPUCfsQuota = true,
        SecurityOptions = ["name=seccomp,profile=default"],
    };

    private static EngineFacts Facts(SystemInfoResponse info, string api = "1.41") =>
        EngineFacts.From(new VersionResponse { Version = "20.10.24", APIVersion = api }, info);

    [Fact]
    public void From_SoundEngine_HasNoWarning()
    {
        var facts = Facts(Sound());

        Assert.Equal("Docker 20.10.24 (API 1.41)", facts.Name);
        Assert.Equal((RunnerArchitecture.X64, 2, 8L << 30), (facts.Architecture, facts.Processors, facts.MemoryBytes));
        Assert.Empty(facts.Warnings);
    }

    [Fact]
    public void From_HostAndDirectory_AreKept()
    {
        var info = Sound();
        (info.Name, info.DockerRootDir) = ("builder", "/var/lib/docker");

        Assert.Equal(("builder", "/var/lib/docker"), (Facts(info).HostName, Facts(info).RootDirectory));
    }

    [Fact]
    public void From_NoSeccomp_Warns()
    {
        var info = Sound();
        info.SecurityOptions = ["name=apparmor"];

        Assert.Contains("no seccomp", Assert.Single(Facts(info).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void From_SeccompUnconfined_Warns()
    {
        var info = Sound();
        info.SecurityOptions = ["name=seccomp,profile=unconfined"];

        Assert.Contains("unconfined", Assert.Single(Facts(info).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void From_NoLimits_WarnsOfEach() => Assert.Equal(3, Facts(new SystemInfoResponse { SecurityOptions = Sound().SecurityOptions }).Warnings.Length);

    [Fact]
    public void From_RootlessEngine_SaysSo()
    {
        var info = Sound();
        info.SecurityOptions = ["name=seccomp,profile=default", "name=rootless", "name=cgroupns"];

        var facts = Facts(info);

        Assert.True(facts.IsRootless);
        Assert.Equal("Docker 20.10.24 (API 1.41, rootless)", facts.Name);
        Assert.Contains("rootless", Assert.Single(facts.Warnings), StringComparison.Ordinal);
        Assert.False(Facts(Sound()).IsRootless);
    }

    [Fact]
    public void From_Podman_SaysSoAndCountsOnlyRuntimesThatAreThere()
    {
        // As Podman 4.3.1 answers with nothing but runc installed.
        var version = new VersionResponse { Version = "4.3.1", APIVersion = "1.41", Components = [new ComponentVersion { Name = "Podman Engine" }] };
        var info = Sound();
        info.Runtimes = new Dictionary<string, RuntimeWithStatus>
        {
            ["kata"] = new() { Path = "/usr/bin/kata-runtime" },
            ["runc"] = new() { Path = "/usr/bin/runc" },
            ["runsc"] = new() { Path = "/usr/bin/runsc" },
        };

        var facts = EngineFacts.From(version, info, path => path == "/usr/bin/runc");

        Assert.True(facts.IsPodman);
        Assert.Contains("Podman", Assert.Single(facts.Warnings), StringComparison.Ordinal);
        Assert.Equal("Podman 4.3.1 (API 1.41)", facts.Name);
        Assert.Equal(["runc"], facts.Runtimes);
        Assert.Equal(["kata", "runc", "runsc"], EngineFacts.From(version, info).Runtimes);
    }

    [Fact]
    public void From_DockersRuntimes_AreBelieved()
    {
        var info = Sound();
        info.Runtimes = new Dictionary<string, RuntimeWithStatus> { ["runc"] = new() { Path = "runc" }, ["io.containerd.runc.v2"] = new() { Path = "runc" } };

        Assert.Equal(["io.containerd.runc.v2", "runc"], EngineFacts.From(new VersionResponse { Version = "20.10.24", APIVersion = "1.41" }, info, _ => false).Runtimes);
    }

    [Fact]
    public void From_CdiDevices_AreThoseOfThatSource()
    {
        var info = Sound();
        info.CDISpecDirs = ["/etc/cdi"];
        info.DiscoveredDevices = [new DeviceInfo { Source = "cdi", ID = "nvidia.com/gpu=0" }, new DeviceInfo { Source = "other", ID = "x" }];

        Assert.Equal(["nvidia.com/gpu=0"], Facts(info).CdiDevices);
        Assert.Equal(["/etc/cdi"], Facts(info).CdiDirectories);
    }

    [Theory]
    [InlineData("1.40", false)]
    [InlineData("1.41", true)]
    [InlineData("1.100", true)]
    [InlineData("unknown", false)]
    public void HasPrivateCgroups_ByApi_FromOneFortyOne(string api, bool expected) => Assert.Equal(expected, Facts(Sound(), api).HasPrivateCgroups);

    [Theory]
    [InlineData("x86_64", RunnerArchitecture.X64)]
    [InlineData("amd64", RunnerArchitecture.X64)]
    [InlineData("aarch64", RunnerArchitecture.Arm64)]
    [InlineData("armv7l", RunnerArchitecture.Arm)]
    [InlineData("riscv64", null)]
    [InlineData(null, null)]
    public void ToArchitecture_Words_AreUnderstood(string? word, RunnerArchitecture? expected) => Assert.Equal(expected, EngineFacts.ToArchitecture(word));
}
