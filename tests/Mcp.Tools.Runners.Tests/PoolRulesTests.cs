namespace Mcp.Tools.Runners.Tests;

public sealed class PoolRulesTests
{
    public static TheoryData<string, Action<RunnerPool>> Impossible => new()
    {
        { "name 'Big Pool'", pool => pool.Name = "Big Pool" },
        { "image ''", pool => pool.Image = string.Empty },
        { "image 'a b'", pool => pool.Image = "a b" },
        { "labels", pool => pool.Labels = ["a,b"] },
        { "labels", pool => pool.Labels = [.. Enumerable.Range(0, 101).Select(i => $"label-{i}")] },
        { "maxRunners -1", pool => pool.MaxRunners = -1 },
        { "maxRunnersPerRepository 0", pool => pool.MaxRunnersPerRepository = 0 },
        { "layout user 0:1001", pool => pool.Layout = pool.EffectiveLayout with { UserId = 0 } },
        { "layout user 1001:0", pool => pool.Layout = pool.EffectiveLayout with { GroupId = 0 } },
        { "layout.root '/'", pool => pool.Layout = pool.EffectiveLayout with { Root = "/" } },
        { "layout.root 'home/runner'", pool => pool.Layout = pool.EffectiveLayout with { Root = "home/runner" } },
        { "layout.root '/home/../etc'", pool => pool.Layout = pool.EffectiveLayout with { Root = "/home/../etc" } },
        { "layout.command", pool => pool.Layout = pool.EffectiveLayout with { Command = [] } },
        { "layout.command", pool => pool.Layout = pool.EffectiveLayout with { Command = ["run.sh"] } },
        { "resources.processors 0", pool => pool.Resources.Processors = 0 },
        { "resources.processors NaN", pool => pool.Resources.Processors = double.NaN },
        { "resources.memoryBytes 0", pool => pool.Resources.MemoryBytes = 0 },
        { "resources.pids -1", pool => pool.Resources.Pids = -1 },
        { "resources.openFiles 3", pool => pool.Resources.OpenFiles = 3 },
        { "resources.tmpBytes 0", pool => pool.Resources.TmpBytes = 0 },
        { "resources.logBytes 1", pool => pool.Resources.LogBytes = 1 },
        { "imageRefresh 00:59:59", pool => pool.ImageRefresh = TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1) },
        { "imageRefresh 31.00:00:00", pool => pool.ImageRefresh = TimeSpan.FromDays(31) },
        { "gpus -1", pool => pool.Gpus = -1 },
        { "gpuVendor 7", pool => pool.GpuVendor = (GpuVendor)7 },
        { "runtime ''", pool => pool.Runtime = "" },
        { "runtime '/usr/bin/runsc'", pool => pool.Runtime = "/usr/bin/runsc" },
        { "scaleSet.configUrl ''", pool => pool.ScaleSet = new() },
        { "scaleSet.configUrl 'http://github.com/octo'", pool => pool.ScaleSet = new() { ConfigUrl = "http://github.com/octo" } },
        { "scaleSet.name 'a b'", pool => pool.ScaleSet = new() { ConfigUrl = "https://github.com/octo", Name = "a b" } },
        { "scaleSet.runnerGroup", pool => pool.ScaleSet = new() { ConfigUrl = "https://github.com/octo", RunnerGroup = " " } },
        { "runtime 'a b'", pool => pool.Runtime = "a b" },
    };

    [Fact]
    public void Find_Defaults_FindsNothing() => Assert.Empty(PoolRules.Find(new RunnerPool()));

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void Find_ImpossibleValue_NamesItAndTheRemedy(string begin, Action<RunnerPool> spoil)
    {
        var pool = new RunnerPool();
        spoil(pool);

        var problem = Assert.Single(PoolRules.Find(pool));

        Assert.StartsWith(begin, problem, StringComparison.Ordinal);
        Assert.True(problem.Length > begin.Length + 5, "It says what to do.");
    }
}
