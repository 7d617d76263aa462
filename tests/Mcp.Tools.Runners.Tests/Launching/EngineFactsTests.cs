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
