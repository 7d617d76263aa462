using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class CapacityTests
{
    [Fact]
    public void Plan_ProcessorsPromised_WaitsAndSaysHowMany()
    {
        var input = Fleet.Input([Jobs.Queued(), Jobs.Queued(), Jobs.Queued()]);

        var plan = ScalePlanner.Plan(input with { Limits = input.Limits with { Processors = 5 } });

        Assert.Equal(2, plan.Starts.Length);
        var waits = Assert.Single(plan.Verdicts, verdict => verdict.Code == ReasonCode.Processors);
        Assert.Equal("4 of the 5 processors that runners may have are promised to 2 runners, and one of the pool 'default' needs 2; it starts when enough of them end.", waits.Text);
    }

    [Fact]
    public void Plan_FractionsOfProcessors_FillTheWhole()
    {
        var pool = Fleet.Pool();
        pool.Resources.Processors = 0.1;
        var input = Fleet.Input(Enumerable.Range(0, 12).Select(_ => Jobs.Queued()), max: 20, pools: pool);

        Assert.Equal(10, ScalePlanner.Plan(input with { Limits = input.Limits with { Processors = 1 } }).Starts.Length);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(0, 0)]
    [InlineData(null, 3)]
    public void Plan_GpuPool_NeverGivesAGpuTwice(int? gpus, int starts)
    {
        var pool = Fleet.Pool("gpu");
        pool.Gpus = 1;
        var input = Fleet.Input([Gpu(), Gpu(), Gpu()], pools: pool);

        var plan = ScalePlanner.Plan(input with { Limits = input.Limits with { Gpus = gpus } });

        Assert.Equal(starts, plan.Starts.Length);
        Assert.Equal(3 - starts, plan.Verdicts.Count(verdict => verdict.Code == ReasonCode.GpuSlots));

        static WorkflowJob Gpu() => Jobs.Queued("octo/web", "self-hosted", "gpu");
    }

    [Fact]
    public void Plan_DiskNearlyFull_StartsNothingAndNamesTheRemedy()
    {
        var input = Fleet.Input([Jobs.Queued()]);

        var plan = ScalePlanner.Plan(input with { Limits = input.Limits with { Disk = new(1L << 30, 2L << 30) } });

        Assert.Empty(plan.Starts);
        Assert.Equal(ReasonCode.Disk, Assert.Single(plan.Verdicts).Code);
        Assert.Contains("docker image prune", plan.Verdicts[0].Text, StringComparison.Ordinal);
    }
}
