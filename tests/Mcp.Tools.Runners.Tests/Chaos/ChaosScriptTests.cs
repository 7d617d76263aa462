using System.Text.Json;

namespace Mcp.Tools.Runners.Tests.Chaos;

public sealed class ChaosScriptTests
{
    [Fact]
    public void Write_SameSeed_WritesTheSameScript()
    {
        var first = JsonSerializer.Serialize(ChaosScript.Write(seed: 5, jobs: 500));

        Assert.Equal(first, JsonSerializer.Serialize(ChaosScript.Write(seed: 5, jobs: 500)));
        Assert.NotEqual(first, JsonSerializer.Serialize(ChaosScript.Write(seed: 6, jobs: 500)));
    }

    [Fact]
    public void Write_ManyJobs_HasAllOfThemInAllRepositoriesWithEachFaultAndOneBurst()
    {
        var script = ChaosScript.Write(seed: 1, jobs: 10_000);
        var arrivals = script.SelectMany(step => step.Arrivals).ToList();

        Assert.Equal(10_000, arrivals.Sum(arrival => arrival.Jobs.Length));
        Assert.Equal(20, arrivals.Select(arrival => arrival.Repository).Distinct().Count());
        Assert.Equal(Enum.GetValues<ChaosFault>(), script.SelectMany(step => step.Acts).Select(act => act.Fault).Distinct().Order());
        Assert.Contains(script, step => step.Arrivals.Where(arrival => arrival.Repository == ChaosScript.Repositories[^1]).Sum(arrival => arrival.Jobs.Length) >= 500);
        Assert.All(script.Where(step => step.Calm), step => Assert.Empty(step.Acts));
    }
}
