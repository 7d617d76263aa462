using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public class ContainerDriftTests
{
    private static readonly RunnerPool Pool = Fleet.Pool();

    public static TheoryData<string, Action<ContainerInspectResponse>> Changes => new()
    {
        { "privileged", container => container.HostConfig!.Privileged = true },
        { "writable", container => container.HostConfig!.ReadonlyRootfs = false },
        { "SYS_ADMIN", container => container.HostConfig!.CapAdd = ["SYS_ADMIN"] },
        { "Not all", container => container.HostConfig!.CapDrop = [] },
        { "gain privileges", container => container.HostConfig!.SecurityOpt = [] },
        { "seccomp=unconfined", container => container.HostConfig!.SecurityOpt = ["no-new-privileges:true", "seccomp=unconfined"] },
        { "namespace", container => container.HostConfig!.PidMode = "host" },
        { "folder", container => container.HostConfig!.Binds = ["/:/host"] },
        { "folder", container => container.Mounts = [new MountPoint { Type = "bind", Destination = "/host" }] },
        { "devices", container => container.HostConfig!.Devices = [new DeviceMapping { PathOnHost = "/dev/sda" }] },
        { "networks that are not its pool's: bridge", container => container.NetworkSettings!.Networks!["bridge"] = new EndpointSettings { NetworkID = "docker0" } },
        { "limit of memory is 1 and not", container => container.HostConfig!.Memory = 1 },
        { "limit of processes is 7", container => container.HostConfig!.PidsLimit = 7 },
        { "limit of processors is 8 and not 2", container => container.HostConfig!.NanoCPUs = 8_000_000_000 },
        { "limit of processors is 0", container => container.HostConfig!.NanoCPUs = 0 },
    };

    [Fact]
    public void Find_AsCreated_FindsNothing() => Assert.Empty(ContainerDrift.Find(AsCreated(), Pool));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Find_Changed_SaysWhat(string expected, Action<ContainerInspectResponse> change)
    {
        var container = AsCreated();
        change(container);

        Assert.Contains(expected, Assert.Single(ContainerDrift.Find(container, Pool)), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_PoolWasConfiguredAnewSince_ItsNumbersAreNotBlamed()
    {
        var other = Fleet.Pool();
        other.Resources.MemoryBytes = 1L << 30;

        Assert.Empty(ContainerDrift.Find(AsCreated(), other));
        Assert.Empty(ContainerDrift.Find(AsCreated(), pool: null));
    }

    private static ContainerInspectResponse AsCreated() => new()
    {
        Config = new ContainerConfig { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ContainerLabels.SpecHash] = SpecHash.Of(Pool) } },
        State = new State { Running = true },
        Mounts = [new MountPoint { Type = "volume", Destination = "/home/runner" }],
        NetworkSettings = new NetworkSettings { Networks = new Dictionary<string, EndpointSettings>(StringComparer.Ordinal) { ["pool"] = new() { NetworkID = "pool-network" } } },
        HostConfig = new HostConfig
        {
            ReadonlyRootfs = true,
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges:true"],
            NetworkMode = "pool-network",
            IpcMode = "private",
            Memory = Pool.Resources.MemoryBytes,
            MemorySwap = Pool.Resources.MemoryBytes,
            PidsLimit = Pool.Resources.Pids,
            NanoCPUs = 2_000_000_000,
        },
    };
}
