namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class StopRunnerToolTests
{
    [Fact]
    public async Task Stop_NotAllowed_SaysHowToAllowItAndChangesNothing()
    {
        await using var bench = await Bench.StartAsync();
        var runner = bench.Ledger.Runners.Insert(new("default", RepositoryName.Parse("octo/web"), ["self-hosted"], "test", null, RunnerState.Reserved, "test"), bench.Lease);

        Assert.Contains("--allow stop_runner", await bench.RefusalAsync("stop_runner", Call(runner.Id)), StringComparison.Ordinal);
        Assert.Null(bench.Ledger.Runners.Get(runner.Id)!.StopRequestedBy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_ByIdOrName_WritesItDownAndSaysWhatHappensNext(bool byName)
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("stop_runner"));
        var runner = bench.Ledger.Runners.Insert(new("default", RepositoryName.Parse("octo/web"), ["self-hosted"], "test", null, RunnerState.Online, "test"), bench.Lease);

        var answer = await bench.AskAsync("stop_runner", Call(byName ? runner.Name : runner.Id));

        Assert.Equal("test-client 1", bench.Ledger.Runners.Get(runner.Id)!.StopRequestedBy);
        Assert.Contains("takes it off GitHub", answer.Text("summary"), StringComparison.Ordinal);
        Assert.False(answer.GetProperty("busy").GetBoolean());
    }

    [Fact]
    public async Task Stop_Busy_SaysThatItEndsWithItsJob()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("stop_runner"));
        var runner = bench.Ledger.Runners.Insert(new("default", RepositoryName.Parse("octo/web"), ["self-hosted"], "test", null, RunnerState.Busy, "test"), bench.Lease);

        Assert.Contains("ends with it", (await bench.AskAsync("stop_runner", Call(runner.Id))).Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_Unknown_NamesIt()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("stop_runner"));

        Assert.Contains("'nobody'", await bench.RefusalAsync("stop_runner", Call("nobody")), StringComparison.Ordinal);
    }

    private static string Call(string runner) => $$"""{"runner":"{{runner}}","confirm":true}""";
}
