using System.Text.Json;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Launching.OwnDocker;
using ContainerSpec = Mcp.Tools.Runners.Launching.ContainerSpec;

namespace Mcp.Tools.Runners.Tests.Launching.OwnDocker;

public sealed class OwnDockerSpecTests
{
    private static readonly RunnerPool Pool = new() { Architecture = RunnerArchitecture.X64, OwnDocker = true };

    private static CreateContainerParameters Spec => ContainerSpec.For(Launches.Usual(Pool), Launches.Engine, new("net-1", "net", "br-1", IsPodmans: false), GpuGrant.None);

    [Fact]
    public void For_OwnDocker_BecomesTheRunnersUserBeforeItsListener()
    {
        var spec = Spec;

        Assert.Equal(["/bin/sh"], spec.Entrypoint);
        Assert.Equal(["mcp-runners", "1001", "1001", "/home/runner/.docker-run"], spec.Cmd!.Skip(2).Take(4));
        Assert.Equal(["/home/runner/bin/Runner.Listener", "run"], spec.Cmd!.Skip(8));
        Assert.Contains("--bounding-set=-all --no-new-privs", spec.Cmd![1], StringComparison.Ordinal);
        Assert.DoesNotContain('\r', string.Concat(spec.Cmd));
        Assert.Contains("DOCKER_HOST=unix:///home/runner/.docker-run/docker.sock", spec.Env!);
    }

    [Fact]
    public void For_OwnDocker_KeepsTheRestOfTheHardening()
    {
        var host = Spec.HostConfig!;

        Assert.False(host.Privileged);
        Assert.True(host.ReadonlyRootfs);
        Assert.Equal(["ALL"], host.CapDrop);
        Assert.Equal(["SETGID", "SETPCAP", "SETUID"], host.CapAdd);
        Assert.Equal("net-1", host.NetworkMode);
        Assert.Equal("/dev/net/tun", Assert.Single(host.Devices!).PathOnHost);
        Assert.All(host.Mounts!, mount => Assert.Equal("volume", mount.Type));
    }

    [Fact]
    public void Json_OfTheProfile_LetsMountsThroughAndRefusesModules()
    {
        using var profile = JsonDocument.Parse(OwnDockerProfile.Json);
        var rules = profile.RootElement.GetProperty("syscalls").EnumerateArray()
            .SelectMany(rule => rule.GetProperty("names").EnumerateArray().Select(name => (Name: name.GetString()!, Errno: rule.GetProperty("errnoRet").GetInt32())))
            .ToDictionary(rule => rule.Name, rule => rule.Errno, StringComparer.Ordinal);

        Assert.Equal("SCMP_ACT_ALLOW", profile.RootElement.GetProperty("defaultAction").GetString());
        Assert.Equal(1, rules["init_module"]);
        Assert.Equal(38, rules["keyctl"]);
        Assert.DoesNotContain("mount", rules);
        Assert.DoesNotContain("clone", rules);
    }

    [Fact]
    public void Drift_AsCreated_None() => Assert.Empty(ContainerDrift.Find(AsCreated(), Pool));

    [Fact]
    public void Drift_MoreThanThat_IsSaid()
    {
        var container = AsCreated();
        container.HostConfig!.CapAdd!.Add("SYS_ADMIN");

        Assert.Contains("SYS_ADMIN", Assert.Single(ContainerDrift.Find(container, Pool)), StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_PoolGivesNoneAnyMore_IsSaid()
    {
        Assert.Contains("no longer gives", Assert.Single(ContainerDrift.Find(AsCreated(), new RunnerPool { Architecture = RunnerArchitecture.X64 })), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WithGpus_IsRefused() => Assert.Contains("ownDocker", Assert.Single(PoolRules.Find(new RunnerPool { OwnDocker = true, Gpus = 1 })), StringComparison.Ordinal);

    /// <summary>As an engine shows it, which writes capabilities out.</summary>
    private static ContainerInspectResponse AsCreated()
    {
        var spec = Spec;
        spec.HostConfig!.CapAdd = [.. spec.HostConfig.CapAdd!.Select(name => $"CAP_{name}")];
        return new() { Config = new ContainerConfig { Labels = spec.Labels }, HostConfig = spec.HostConfig, State = new State { Running = false } };
    }
}
