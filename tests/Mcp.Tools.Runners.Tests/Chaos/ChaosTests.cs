namespace Mcp.Tools.Runners.Tests.Chaos;

public sealed class ChaosTests
{
    [Theory]
    [InlineData(1, 300)]
    public async Task Run_FewJobs_LosesNothing(int seed, int jobs)
    {
        await using var world = await ChaosWorld.StartAsync(seed, jobs);
        await world.RunAsync();
        TestContext.Current.SendDiagnosticMessage(world.Summary);
        TestContext.Current.TestOutputHelper!.WriteLine(world.Summary);
        Assert.Equal(jobs, world.Arrived);
    }
}
