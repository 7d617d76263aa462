using Mcp.Tools.Runners.Launching.OwnDocker;

namespace Mcp.Tools.Runners.Tests.Launching.OwnDocker;

public sealed class OwnDockerChecksTests
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly RunnerPool Pool = new() { Name = "containers", OwnDocker = true };

    [Theory]
    [InlineData(ForAll, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    [InlineData(null, false)]
    public void Problem_TapDevice_MustBeForEverybody(UnixFileMode? mode, bool well)
    {
        var problem = OwnDockerChecks.Problem(Pool, Launches.Engine, _ => mode);

        Assert.Equal(well, problem is null);
        if (!well)
        {
            Assert.Contains("modprobe tun && chmod 666 /dev/net/tun", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Problem_EngineOnAnotherHost_IsNotLookedFor() => Assert.Null(OwnDockerChecks.Problem(Pool, Launches.Engine, modeOf: null));

    [Fact]
    public void Problem_OrdinaryPool_None() => Assert.Null(OwnDockerChecks.Problem(new RunnerPool(), Launches.Engine with { IsPodman = true }, _ => null));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Require_PodmanOrRootless_Refuses(bool podman, bool rootless)
    {
        var error = Assert.Throws<LauncherException>(() => OwnDockerChecks.Require(Pool, Launches.Engine with { IsPodman = podman, IsRootless = rootless }, _ => ForAll));

        Assert.Equal(ReasonCode.OwnDockerUnavailable, error.Code);
        Assert.Contains("'containers'", error.Message, StringComparison.Ordinal);
    }
}
