using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class SpecHashTests
{
    public static TheoryData<Action<RunnerPool>> Changes => new()
    {
        pool => pool.Image = "other",
        pool => pool.Architecture = RunnerArchitecture.Arm64,
        pool => pool.Gpus = 1,
        pool => pool.Runtime = "runsc",
        pool => pool.RepositoryHook = false,
        pool => pool.Egress = new PoolEgress(),
        pool => pool.Layout = pool.EffectiveLayout with { UserId = 7 },
        pool => pool.Layout = pool.EffectiveLayout with { Command = ["/x"] },
        pool => pool.Resources.MemoryBytes++,
        pool => pool.Resources.Processors += 0.5,
        pool => pool.Resources.Pids++,
        pool => pool.Resources.OpenFiles++,
        pool => pool.Resources.TmpBytes++,
        pool => pool.Resources.LogBytes++,
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void Of_ChangedPool_Differs(Action<RunnerPool> change)
    {
        var pool = new RunnerPool { Architecture = RunnerArchitecture.X64 };
        var before = SpecHash.Of(pool);
        change(pool);

        Assert.Matches("^[0-9a-f]{16}$", before);
        Assert.NotEqual(before, SpecHash.Of(pool));
    }

    [Fact]
    public void Of_OtherMakersGpus_Differs() => Assert.NotEqual(
        SpecHash.Of(new RunnerPool { Gpus = 1 }), SpecHash.Of(new RunnerPool { Gpus = 1, GpuVendor = GpuVendor.Amd }));

    [Fact]
    public void Of_LimitsOfThePool_DoNotMatter() => Assert.Equal(
        SpecHash.Of(new RunnerPool { MaxRunners = 1, Labels = ["a"] }), SpecHash.Of(new RunnerPool { MaxRunners = 2, Labels = ["b"] }));
}
