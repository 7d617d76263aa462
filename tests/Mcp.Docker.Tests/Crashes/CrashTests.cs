using System.Collections.Immutable;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>
/// The product as it is shipped, on the real engine: killed with SIGKILL at a point and started again, it has the job served exactly
/// once and leaves no container, no volume, no registration and no open row behind; no runner is stopped on the way.
/// </summary>
[Collection(nameof(CrashCollection))]
public class CrashTests(CrashRuns runs) : IClassFixture<CrashRuns>
{
    public static TheoryData<string> OfWaitingJob => [.. CrashPoints.WaitingJob];

    public static TheoryData<string> OfRequestedRunner => [.. CrashPoints.RequestedRunner];

    [Fact]
    public async Task Undisturbed_WaitingJob_PassesNoPointThatIsNotTested() => RequireTested(await runs.UndisturbedAsync<WaitingJob>());

    [Fact]
    public async Task Undisturbed_RequestedRunner_PassesNoPointThatIsNotTested() => RequireTested(await runs.UndisturbedAsync<RequestedRunner>());

    [Theory]
    [MemberData(nameof(OfWaitingJob))]
    public Task Kill_WhileAWaitingJobIsServed_ServesItOnceAndLeavesNothing(string point) => runs.CrashAsync<WaitingJob>(point);

    [Theory]
    [MemberData(nameof(OfRequestedRunner))]
    public Task Kill_WhileARequestedRunnerIsMade_MakesItOnceAndLeavesNothing(string point) => runs.CrashAsync<RequestedRunner>(point);

    private static void RequireTested(ImmutableArray<string> passed)
    {
        Assert.NotEmpty(passed);
        Assert.Empty(passed.Except([.. CrashPoints.WaitingJob, .. CrashPoints.RequestedRunner]));
    }
}
