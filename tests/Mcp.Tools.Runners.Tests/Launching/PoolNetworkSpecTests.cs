using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class PoolNetworkSpecTests
{
    [Fact]
    public void For_Pool_KeepsRunnersApart()
    {
        var spec = PoolNetworkSpec.For("mcp-runners", "default", "controller-1");

        Assert.Matches("^mcp-runners-default-[0-9a-f]{8}$", spec.Name!);
        Assert.Equal("bridge", spec.Driver);
        Assert.Equal("false", spec.Options!["com.docker.network.bridge.enable_icc"]);
        Assert.Equal("controller-1", spec.Labels![ContainerLabels.Controller]);
        Assert.NotEqual(spec.Name, PoolNetworkSpec.For("mcp-runners", "default", "controller-2").Name);
    }

    [Fact]
    public void Internal_AndOutgoing_AreApartFromTheUsualOne()
    {
        var usual = PoolNetworkSpec.For("mcp-runners", "default", "controller-1");
        var inside = PoolNetworkSpec.Internal("mcp-runners", "default", "controller-1");
        var outside = PoolNetworkSpec.Outgoing("mcp-runners", "default", "controller-1");

        Assert.Equal((false, true, false), (usual.Internal, inside.Internal, outside.Internal));
        Assert.Equal(($"{usual.Name}-in", $"{usual.Name}-out"), (inside.Name, outside.Name));
        Assert.All([inside, outside], spec => Assert.Equal("false", spec.Options!["com.docker.network.bridge.enable_icc"]));
        Assert.All([inside, outside], spec => Assert.Equal(("controller-1", "egress"), (spec.Labels![ContainerLabels.Controller], spec.Labels[ContainerLabels.Role])));
        Assert.DoesNotContain(ContainerLabels.Role, usual.Labels!.Keys);
    }

    [Fact]
    public void Choose_Twins_IsTheSameForEverybody()
    {
        var old = new NetworkResponse { Name = "n", ID = "b", Created = DateTime.UnixEpoch };
        var twin = new NetworkResponse { Name = "n", ID = "a", Created = DateTime.UnixEpoch.AddSeconds(1) };
        var other = new NetworkResponse { Name = "m", ID = "0", Created = DateTime.UnixEpoch.AddSeconds(-1) };

        Assert.Same(old, PoolNetworkSpec.Choose([twin, other, old], "n"));
        Assert.Same(old, PoolNetworkSpec.Choose([old, twin, other], "n"));
        Assert.Null(PoolNetworkSpec.Choose([other], "n"));
    }
}
