using Mcp.Tools.Runners.DemandSources.ScaleSets;
using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;

public class ScaleSetPaceTests
{
    [Theory]
    [InlineData(ScaleSetFailureKind.Unreachable, 0, 5)]
    [InlineData(ScaleSetFailureKind.Unreachable, 2, 20)]
    [InlineData(ScaleSetFailureKind.ServerError, 100, 60)]
    [InlineData(ScaleSetFailureKind.Forbidden, 100, 300)]
    [InlineData(ScaleSetFailureKind.SessionConflict, 100, 30)]
    [InlineData(null, 100, 60)]
    public void After_Failures_GrowsToItsBound(ScaleSetFailureKind? kind, int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ScaleSetPace.After(kind, failures, jitter: 0));

    [Fact]
    public void After_Jitter_Spreads() =>
        Assert.Equal(TimeSpan.FromSeconds(45), ScaleSetPace.After(ScaleSetFailureKind.SessionConflict, 0, jitter: 0.5));
}
