using CsCheck;
using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class GpuSlotsTests
{
    private static readonly IReadOnlyDictionary<string, string> Nobody = new Dictionary<string, string>();

    private static GpuInventory Host(int count, params int[] unfit) => new(
        GpuVendor.Nvidia,
        GpuAccess.NvidiaRuntime,
        [.. Enumerable.Range(0, count).Select(i => new Gpu($"GPU-{i}", "A100", null, null, [$"GPU-{i}"], [], unfit.Contains(i) ? "It is in MIG mode." : null))],
        [],
        []);

    private static ContainerListResponse Container(string name, string state, string? gpus, string runner = "other") => new()
    {
        ID = name,
        Names = [$"/{name}"],
        State = state,
        Labels = gpus is null
            ? []
            : new Dictionary<string, string> { [ContainerLabels.Gpus] = gpus, [ContainerLabels.Controller] = "controller-1", [ContainerLabels.RunnerId] = runner },
    };

    [Fact]
    public void Choose_SomeTaken_GivesOthers() => Assert.Equal(
        ["GPU-1", "GPU-3"],
        GpuSlots.Choose(new RunnerPool { Gpus = 2 }, Host(4, unfit: 2), new Dictionary<string, string> { ["GPU-0"] = "a" }).Select(gpu => gpu.Id));

    [Fact]
    public void Choose_TooFewOnTheHost_SaysWhatIsMissing()
    {
        var error = Assert.Throws<LauncherException>(() => GpuSlots.Choose(new RunnerPool { Gpus = 2 }, Host(2, unfit: 1), Nobody));

        Assert.Equal(ReasonCode.GpuMissing, error.Code);
        Assert.Contains("can give 1 of the 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("A100 (GPU-1): It is in MIG mode.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_AllTaken_SaysWhoHasThem()
    {
        var taken = new Dictionary<string, string> { ["GPU-0"] = "b", ["GPU-1"] = "a" };

        var error = Assert.Throws<LauncherException>(() => GpuSlots.Choose(new RunnerPool { Gpus = 1 }, Host(2), taken));

        Assert.Equal(ReasonCode.GpuSlots, error.Code);
        Assert.Contains("given to a, b", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running", true)]
    [InlineData("created", true)]
    [InlineData("paused", true)]
    [InlineData("exited", false)]
    [InlineData("dead", false)]
    public void Taken_ByState_CountsUntilTheContainerHasEnded(string state, bool taken) =>
        Assert.Equal(taken ? ["GPU-0", "GPU-1"] : [], GpuSlots.Taken([Container("a", state, "GPU-0,GPU-1")], Launches.Usual()).Keys);

    [Fact]
    public void Taken_EarlierAttemptOfTheSameRunner_IsNotInItsOwnWay() =>
        Assert.Empty(GpuSlots.Taken([Container("default-r-1", "created", "GPU-0", runner: "r-1"), Container("none", "running", null)], Launches.Usual()));

    [Fact]
    public void Choose_AnyOrderOfStartsAndEnds_NeverGivesOneTwice() =>
        Gen.Select(Gen.Int[1, 8], Gen.Select(Gen.Int[1, 3], Gen.Bool).Array[1, 40]).Sample((count, steps) =>
        {
            var fleet = new List<ContainerListResponse>();
            foreach (var (gpus, ends) in steps)
            {
                if (ends && fleet.Find(container => container.State == "running") is { } oldest)
                {
                    oldest.State = "exited";
                }

                var taken = GpuSlots.Taken(fleet, Launches.Usual());
                try
                {
                    var chosen = GpuSlots.Choose(new RunnerPool { Gpus = gpus }, Host(count), taken);
                    fleet.Add(Container($"c{fleet.Count}", "running", string.Join(',', chosen.Select(gpu => gpu.Id))));
                }
                catch (LauncherException ex)
                {
                    Assert.True(ex.Code == ReasonCode.GpuMissing ? gpus > count : taken.Count + gpus > count, ex.Message);
                }

                var given = fleet.Where(container => container.State == "running").SelectMany(container => container.Labels[ContainerLabels.Gpus].Split(',')).ToList();
                Assert.Equal(given.Count, given.Distinct().Count());
            }
        });
}
