using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Tests.Fit;

public sealed class FitRuleTests
{
    [Theory]
    [InlineData(100, true, 200, 100, "Yes")]
    [InlineData(101, true, 200, 100, "IfFreed")]
    [InlineData(200, true, 200, 0, "IfFreed")]
    [InlineData(201, true, 200, 200, "No")]
    [InlineData(100, false, 200, 200, "Unknown")]
    [InlineData(201, false, 200, 200, "No")]
    public void InMemory_Sizes_Decide(long needed, bool whole, long total, long available, string expected) =>
        Assert.Equal(expected, FitRule.InMemory(Estimate(needed, whole), new HostMemory(total, available, "test", default, null)).ToString());

    [Fact]
    public void InMemory_Unreadable_IsUnknown() =>
        Assert.Equal(Verdict.Unknown, FitRule.InMemory(Estimate(1, true), new HostMemory(null, null, "test", default, "why")));

    [Theory]
    [InlineData(10, true, "Yes")]
    [InlineData(11, true, "IfFreed")]
    [InlineData(20, true, "IfFreed")]
    [InlineData(21, true, "IfSplit")]
    [InlineData(40, true, "IfSplit")]
    [InlineData(41, true, "No")]
    [InlineData(41, false, "No")]
    [InlineData(1, false, "Unknown")]
    public void OnGpu_TwoOf20With10Free_Decide(long needed, bool whole, string expected) =>
        Assert.Equal(expected, FitRule.OnGpu(Estimate(needed, whole), Gpus(GpuStatus.Found, new Gpu("a", 20, 10), new Gpu("b", 20, 5))).ToString());

    [Theory]
    [InlineData("None", "None")]
    [InlineData("Unknown", "Unknown")]
    public void OnGpu_NoneOrUnknown_StayApart(string status, string expected) =>
        Assert.Equal(expected, FitRule.OnGpu(Estimate(1, true), Gpus(Enum.Parse<GpuStatus>(status))).ToString());

    private static MemoryEstimate Estimate(long known, bool whole) => new(known, whole ? 0 : null, 0, known, []);

    private static HostGpus Gpus(GpuStatus status, params Gpu[] gpus) => new(status, gpus, "test", default, null);
}
