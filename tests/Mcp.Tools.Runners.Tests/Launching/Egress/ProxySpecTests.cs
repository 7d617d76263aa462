using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Launching.Egress;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Tests.Launching.Egress;

public sealed class ProxySpecTests
{
    [Fact]
    public void For_Defaults_RunsSquidWithoutPowers()
    {
        var spec = Spec(new PoolEgress());
        var host = spec.HostConfig!;

        Assert.Equal("ubuntu/squid:latest", spec.Image);
        Assert.Equal("13:13", spec.User);
        Assert.Equal(["/usr/sbin/squid"], spec.Entrypoint);
        Assert.Equal(["-N", "-f", "/etc/squid/squid.conf"], spec.Cmd);
        Assert.Equal((true, false, true), (host.ReadonlyRootfs, host.Privileged, host.Init));
        Assert.Equal(["ALL"], host.CapDrop);
        Assert.Null(host.CapAdd);
        Assert.Equal(["no-new-privileges:true"], host.SecurityOpt);
        Assert.Equal((256L << 20, 256L << 20, 64L), (host.Memory, host.MemorySwap, host.PidsLimit));
        Assert.Equal("outgoing-id", host.NetworkMode);
        Assert.Null(host.Binds);
        Assert.Null(host.PortBindings);
        Assert.Empty(host.DNS!);
        var mount = Assert.Single(host.Mounts!);
        Assert.Equal(("volume", "/etc/squid", null), (mount.Type, mount.Target, mount.Source));
        Assert.Equal("5242880", host.LogConfig!.Config!["max-size"]);
        Assert.Equal(["/run", "/tmp"], host.Tmpfs!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void For_Labels_SayThatItIsNoRunner()
    {
        var labels = Spec(new PoolEgress()).Labels!;

        Assert.Equal("controller-1", labels[ContainerLabels.Controller]);
        Assert.Equal("default", labels[ContainerLabels.Pool]);
        Assert.Equal("egress", labels[ContainerLabels.Role]);
        Assert.DoesNotContain(ContainerLabels.RunnerId, labels.Keys);
    }

    [Fact]
    public void For_NameServers_AsksThem() => Assert.Equal(["9.9.9.9"], Spec(new PoolEgress { Dns = ["9.9.9.9"] }).HostConfig!.DNS);

    [Fact]
    public void Hash_AnySetting_ChangesIt()
    {
        PoolEgress[] all =
        [
            new(),
            new() { Image = "squid:6" },
            new() { Dns = ["9.9.9.9"] },
            new() { Allow = ["example.com"] },
            new() { AllowPorts = [8443] },
            new() { AllowPrivate = ["10.0.0.0/8"] },
            new() { Layout = ProxyLayout.Squid with { UserId = 31 } },
            new() { Layout = ProxyLayout.Squid with { ConfigurationPath = "/etc/squid/other.conf" } },
        ];

        Assert.Equal(all.Length, all.Select(Hash).Distinct().Count());
        Assert.Equal(Hash(new()), Hash(new()));
    }

    [Fact]
    public void NameOf_TwoControllers_IsNotTheSame() =>
        Assert.NotEqual(ProxySpec.NameOf("mcp-runners", "default", "controller-1"), ProxySpec.NameOf("mcp-runners", "default", "controller-2"));

    [Fact]
    public void SeenProxy_OfAListing_IsTheProxyAndNoRunner()
    {
        var spec = Spec(new PoolEgress());
        var listed = new ContainerListResponse { ID = "0123456789abcdef", Names = [$"/{spec.Name}"], Labels = spec.Labels, State = "exited" };

        Assert.Equal(new SeenProxy("0123456789abcdef", spec.Name!, "default", "hash", Running: false), SeenProxy.Of(listed));
        Assert.Null(SeenProxy.Of(new ContainerListResponse { ID = "1", Labels = ContainerLabels.For(Launches.Usual(), GpuGrant.None) }));
    }

    private static string Hash(PoolEgress egress) => ProxySpec.Hash(egress, SquidConfiguration.For(egress, new Uri("https://api.github.com/")));

    private static CreateContainerParameters Spec(PoolEgress egress) =>
        ProxySpec.For("mcp-runners-default-1-egress", new RunnerPool { Egress = egress }, "hash", "controller-1", "outgoing-id", Launches.Engine);
}
