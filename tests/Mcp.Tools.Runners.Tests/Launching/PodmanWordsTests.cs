using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class PodmanWordsTests
{
    private static readonly string[] AllDefaults =
        ["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"];

    /// <summary>As Podman 4.3.1 shows a runner.</summary>
    private static ContainerInspectResponse Shown(params string[] dropped) => new()
    {
        Config = new() { Labels = new Dictionary<string, string> { [ContainerLabels.Network] = "mcp-runners-pool-1" } },
        State = new() { Running = true },
        HostConfig = new()
        {
            Runtime = "oci",
            ReadonlyRootfs = true,
            CapDrop = [.. dropped],
            SecurityOpt = ["no-new-privileges"],
            PidMode = "private",
            UTSMode = "private",
            NetworkMode = "bridge",
            Ulimits = [new() { Name = "RLIMIT_NOFILE", Soft = 20_000, Hard = 20_000 }],
        },
        NetworkSettings = new() { Networks = new Dictionary<string, EndpointSettings> { ["mcp-runners-pool-1"] = new() { NetworkID = "mcp-runners-pool-1" } } },
    };

    [Fact]
    public void Translate_RunnerAsPodmanShowsIt_IsWithoutDrift()
    {
        var translated = PodmanWords.Translate(Shown(AllDefaults));

        Assert.Empty(ContainerDrift.Find(translated, pool: null));
        Assert.Equal("nofile", translated.HostConfig!.Ulimits![0].Name);
    }

    [Fact]
    public void Translate_OneCapabilityIsLeft_IsNotAll() =>
        Assert.Contains(ContainerDrift.Find(PodmanWords.Translate(Shown([.. AllDefaults.Where(name => name != "CHOWN")])), pool: null), drift => drift.Contains("capabilities", StringComparison.Ordinal));

    [Fact]
    public void Translate_AnotherNetwork_IsDrift()
    {
        var shown = Shown(AllDefaults);
        shown.NetworkSettings!.Networks!["podman"] = new() { NetworkID = "podman" };

        Assert.Contains("podman", Assert.Single(ContainerDrift.Find(PodmanWords.Translate(shown), pool: null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_DockersContainer_IsLeftAsItIs()
    {
        var container = Shown(AllDefaults);
        container.HostConfig!.Runtime = "runc";

        Assert.Equal("bridge", PodmanWords.Translate(container).HostConfig!.NetworkMode);
    }
}
