using GitHubSimulator;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>A job waits, and the autoscaler starts a runner for it.</summary>
internal sealed class WaitingJob : IScenario
{
    public const string Repository = "octocat/web";

    public IReadOnlyList<string> Role => ["autoscale"];

    public string ReadyLine => "Application started";

    /// <summary>Runs longer than the interval of the poll, so that the runner is seen busy.</summary>
    public static void Queue(Stage stage)
    {
        stage.Simulator.World.AddRepository(Repository);
        stage.Simulator.World.QueueRun(
            Repository,
            "CI",
            ".github/workflows/ci.yml",
            new JobPlan("job", ["self-hosted", HostArchitecture.ToLabel(HostArchitecture.Current)]) { Duration = TimeSpan.FromSeconds(2) });
    }

    public static async Task UntilServedAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.Simulator.World.WaitForAsync(world => world.Jobs.Values.All(job => job.Status == "completed"), cancellationToken);
        await stage.UntilQuietAsync(cancellationToken);
    }

    public void Begin(Stage stage) => Queue(stage);

    public Task FinishAsync(Stage stage, ProductProcess product, CancellationToken cancellationToken) => UntilServedAsync(stage, cancellationToken);
}
