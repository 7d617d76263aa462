using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>A process that ends between two steps leaves a runner half done; the next one finishes or undoes it, and the job is served once.</summary>
public class RestartTests
{
    public static TheoryData<string> Steps => ["reserved", "at GitHub", "registered", "on the engine", "created", "on the engine, started", "started"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Restart_AfterAnyStep_ServesTheJobOnceAndLeavesNothing(string lastStep)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var bench = await AutoscalerBench.StartAsync();
        bench.World.AddRepository("octocat/web");
        var job = bench.World.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan("build", ["self-hosted", "x64"])).JobIds[0];
        await LeaveHalfDoneAsync(bench, job, lastStep, cancellationToken);

        await bench.CrashAndRestartAsync();
        await bench.PassAsync();
        await bench.PassAsync();
        await bench.PassAsync();

        var runner = Assert.Single(bench.Runners.ListOpen());
        Assert.Equal(RunnerState.Started, runner.State);
        Assert.Equal(runner.ContainerId, Assert.Single(bench.Engine.Containers).ContainerId);
        Assert.Equal(runner.GitHubRunnerId, Assert.Single(bench.World.Snapshot().Runners.Values).Id);
        Assert.Equal(DecisionKind.Serve, bench.DecisionOn(job)!.Kind);
    }

    /// <summary>The steps of a start, up to the last one that the process still made.</summary>
    private static async Task LeaveHalfDoneAsync(AutoscalerBench bench, long job, string lastStep, CancellationToken cancellationToken)
    {
        var life = bench.Get<RunnerLife>();
        var pool = new RunnerPool { Architecture = RunnerArchitecture.X64 };
        var row = life.Reserve(new(pool.Name, RepositoryName.Parse("octocat/web"), pool.EffectiveLabels, "autoscaler", job, RunnerState.Reserved, "test"));
        JitRegistration? registration = null;
        string? container = null;
        foreach (var step in Steps.Select(step => step.Data))
        {
            switch (step)
            {
                case "at GitHub":
                    registration = await bench.Get<GitHubApi>().CreateJitConfigurationAsync(row.Repository, row.Name, row.Labels, cancellationToken);
                    break;
                case "registered":
                    row = life.Apply(row, RunnerEvent.Register, new() { GitHubRunnerId = registration!.RunnerId })!;
                    break;
                case "on the engine":
                    container = await bench.Engine.CreateAsync(new(row, pool, "controller", registration!.Configuration), cancellationToken);
                    break;
                case "created":
                    row = life.Apply(row, RunnerEvent.Create, new() { ContainerId = container })!;
                    break;
                case "on the engine, started":
                    await bench.Engine.StartAsync(container!, cancellationToken);
                    break;
                case "started":
                    row = life.Apply(row, RunnerEvent.Start, new() { StartedAt = bench.Time.GetUtcNow() })!;
                    break;
            }

            if (step == lastStep)
            {
                return;
            }
        }
    }
}
