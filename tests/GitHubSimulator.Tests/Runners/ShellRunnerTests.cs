namespace GitHubSimulator.Tests;

public sealed class ShellRunnerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("success", "Succeeded")]
    [InlineData("failure", "Failed")]
    public async Task Run_WithAQueuedJob_CompletesItAndRemovesItsCredentials(string conclusion, string word)
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue(TestSimulator.SelfHosted("build it") with { Duration = TimeSpan.Zero, Conclusion = conclusion });
        using var runner = new ShellRunner(await simulator.JitAsync());

        var (exitCode, output) = await runner.EndAsync(Cancelled);

        Assert.Equal(0, exitCode);
        Assert.Contains("√ Connected to GitHub (simulator)", output, StringComparison.Ordinal);
        Assert.Contains("Listening for Jobs", output, StringComparison.Ordinal);
        Assert.Contains("Running job: build it", output, StringComparison.Ordinal);
        Assert.Contains($"Job build it completed with result: {word}", output, StringComparison.Ordinal);
        var after = simulator.World.Snapshot();
        Assert.Equal(conclusion, after.Jobs[run.JobIds[0]].Conclusion);
        Assert.Contains("Simulated job build it", after.Jobs[run.JobIds[0]].Log, StringComparison.Ordinal);
        Assert.Empty(after.Runners);
        Assert.Equal(
            [".credentials_rsaparams", "_diag", "_work", "bin"],
            Directory.EnumerateFileSystemEntries(runner.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_AfterTheRegistrationWasDeleted_Exits1()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var encoded = await simulator.JitAsync();
        simulator.World.RemoveRunner(simulator.World.Snapshot().Runners.Keys.Single());
        using var runner = new ShellRunner(encoded);

        var (exitCode, output) = await runner.EndAsync(Cancelled);

        Assert.Equal(1, exitCode);
        Assert.Contains("Failed to create session", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TerminatedWhileIdle_Exits1AndLeavesAnOfflineGhost()
    {
        await using var simulator = await TestSimulator.StartAsync();
        using var runner = new ShellRunner(await simulator.JitAsync());
        await simulator.World.WaitForAsync(world => world.Runners.Values.Single().Online, Cancelled);

        await runner.TerminateAsync(Cancelled);

        Assert.Equal(1, (await runner.EndAsync(Cancelled)).ExitCode);
        Assert.False(Assert.Single(simulator.World.Snapshot().Runners.Values).Online);
    }

    [Fact]
    public async Task Run_TerminatedInItsJob_CancelsTheJob()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue(TestSimulator.SelfHosted() with { Duration = TimeSpan.FromHours(1) });
        using var runner = new ShellRunner(await simulator.JitAsync());
        await simulator.World.WaitForAsync(world => world.Jobs[run.JobIds[0]].Log.Length > 0, Cancelled);

        await runner.TerminateAsync(Cancelled);

        Assert.Equal(1, (await runner.EndAsync(Cancelled)).ExitCode);
        Assert.Equal("cancelled", simulator.World.Snapshot().Jobs[run.JobIds[0]].Conclusion);
    }
}
