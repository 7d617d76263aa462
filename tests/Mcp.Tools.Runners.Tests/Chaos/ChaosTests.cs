using System.Globalization;

namespace Mcp.Tools.Runners.Tests.Chaos;

[Collection(nameof(ChaosCollection))]
public sealed class ChaosTests
{
    private const int AtLeastKinds = 12;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Run_FewJobs_LosesNothing(int seed)
    {
        var tally = await RunAsync(seed, jobs: 300);

        Assert.True(Enum.GetValues<ChaosFault>().Length - tally.Missing.Count >= AtLeastKinds, tally.ToString());
    }

    [Fact]
    public async Task Run_TenThousandJobs_LosesNothing()
    {
        var tally = await RunAsync(seed: 1, jobs: 10_000);

        Assert.Empty(tally.Missing);
    }

    /// <summary>The run that the environment names; for a failure to be looked at again.</summary>
    [Fact]
    public async Task Run_Replayed_LosesNothing() => await RunAsync(Setting("MCP_CHAOS_SEED", 2), Setting("MCP_CHAOS_JOBS", 100));

    private static async Task<ChaosTally> RunAsync(int seed, int jobs)
    {
        await using var world = await ChaosWorld.StartAsync(seed, jobs);
        await world.RunAsync();

        TestContext.Current.TestOutputHelper!.WriteLine(world.Summary);
        Assert.Equal(jobs, world.Arrived);
        return world.Tally;
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
