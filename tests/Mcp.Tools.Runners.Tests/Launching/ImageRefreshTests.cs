using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class ImageRefreshTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly PoolImage Image = new(
        "default", "runner:latest", "sha256:1", "sha256:2", "amd64", Now.AddDays(-40), null, Now.AddDays(-7), null);

    [Fact]
    public void IsDue_Defaults_AfterSevenDays()
    {
        Assert.True(ImageRefresh.IsDue(new RunnerPool(), Image, triedAt: null, Now));
        Assert.False(ImageRefresh.IsDue(new RunnerPool(), Image with { PulledAt = Now.AddDays(-7).AddSeconds(1) }, triedAt: null, Now));
    }

    [Fact]
    public void IsDue_PulledBySomebodyElse_AtOnce() => Assert.True(ImageRefresh.IsDue(new RunnerPool(), Image with { PulledAt = null }, triedAt: null, Now));

    [Fact]
    public void IsDue_Never_Never() => Assert.False(ImageRefresh.IsDue(new RunnerPool { ImageRefresh = null }, Image, triedAt: null, Now));

    [Fact]
    public void IsDue_NamedByDigest_Never() => Assert.False(ImageRefresh.IsDue(new RunnerPool(), Image with { Image = "runner@sha256:2" }, triedAt: null, Now));

    [Fact]
    public void IsDue_BuiltOnTheEngine_Never() => Assert.False(ImageRefresh.IsDue(new RunnerPool(), Image with { Digest = null }, triedAt: null, Now));

    [Fact]
    public void IsDue_NotOnTheEngine_LeavesItToTheLaunch() => Assert.False(ImageRefresh.IsDue(new RunnerPool(), Image with { Id = null }, triedAt: null, Now));

    [Fact]
    public void IsDue_AfterAFailure_AnHourLater()
    {
        Assert.False(ImageRefresh.IsDue(new RunnerPool(), Image, Now.AddMinutes(-59), Now));
        Assert.True(ImageRefresh.IsDue(new RunnerPool(), Image, Now.AddHours(-1), Now));
    }
}
