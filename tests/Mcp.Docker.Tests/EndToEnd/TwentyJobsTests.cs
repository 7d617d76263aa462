using GitHubSimulator;
using Mcp.Tools.Runners;
using ModelContextProtocol.Client;

namespace Mcp.Docker.Tests.EndToEnd;

public class TwentyJobsTests
{
    private static readonly string[] Fits = ["self-hosted", "linux", "x64"];

    [Fact]
    public async Task Serve_TwentyJobsOfFourRepositories_RunsTheSeventeenThatFitAndLeavesNothing()
    {
        Assert.SkipUnless(HostArchitecture.Current == RunnerArchitecture.X64, "The scenario is about an x64 host.");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(4));
        await using var stage = await Stage.SetAsync(timeout.Token);
        var jobs = QueueTwenty(stage.Simulator.World);
        await using var containers = RunningContainers.Watch(stage.Engine, stage.Ledger.ControllerId);

        var port = Stage.FreePort();
        await using var product = await stage.StartAsync(stage.Configure(maxRunners: 4), timeout.Token, "serve", "--port", $"{port}");
        await stage.Simulator.World.WaitForAsync(world => world.Jobs.Values.Count(job => job.Status == "completed") == 17, timeout.Token);
        await stage.UntilQuietAsync(timeout.Token);

        Assert.Equal(17, containers.Started);
        Assert.InRange(containers.Peak, 2, 4);
        await using var assistant = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri($"http://127.0.0.1:{port}/mcp") }), cancellationToken: timeout.Token);
        Assert.Equal(2, jobs["arm64"].Count);
        foreach (var job in jobs["arm64"])
        {
            Assert.Equal(ReasonCode.WrongArchitecture, await ExplainAsync(assistant, job, timeout.Token));
        }

        Assert.Equal(ReasonCode.HostedLabel, await ExplainAsync(assistant, Assert.Single(jobs["hosted"]), timeout.Token));
        Assert.All(jobs["x64"], id => Assert.Equal("success", stage.Simulator.World.Snapshot().Jobs[id].Conclusion));
        Assert.Empty(await stage.ContainersAsync(timeout.Token));
        Assert.Empty(await stage.VolumesAsync(timeout.Token));
        Assert.Empty(stage.Simulator.World.Snapshot().Runners);
    }

    private static async Task<string?> ExplainAsync(McpClient assistant, long job, CancellationToken cancellationToken)
    {
        var answer = await assistant.CallToolAsync("explain_job", new Dictionary<string, object?> { ["job"] = $"{job}" }, cancellationToken: cancellationToken);
        return answer.StructuredContent!.Value.GetProperty("verdict").GetString();
    }

    private static Dictionary<string, IReadOnlyList<long>> QueueTwenty(SimulatedWorld world)
    {
        var byKind = new Dictionary<string, List<long>> { ["x64"] = [], ["arm64"] = [], ["hosted"] = [] };
        for (var i = 0; i < 20; i++)
        {
            var (kind, labels) = i switch
            {
                3 or 11 => ("arm64", ["self-hosted", "linux", "arm64"]),
                7 => ("hosted", ["ubuntu-latest"]),
                _ => ("x64", Fits),
            };
            var repository = $"octocat/repository-{i % 4}";
            world.AddRepository(repository);
            var run = world.QueueRun(repository, "CI", ".github/workflows/ci.yml", new JobPlan($"job {i}", labels) { Duration = TimeSpan.FromSeconds(1) });
            byKind[kind].AddRange(run.JobIds);
        }

        return byKind.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<long>)entry.Value);
    }
}
