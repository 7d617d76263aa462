using GitHubSimulator;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Tests.Ledger;

namespace Mcp.Tools.Runners.Tests.GitHub.ScaleSets;

/// <summary>A client that stands alone against the simulated service, over loopback HTTP, on a clock that goes forward by itself over short waits.</summary>
internal sealed class ScaleSetBench : IAsyncDisposable
{
    public const string Repository = "octo-org/storefront";
    public static readonly NewScaleSet Wanted = new("mill", RunnerGroupId: 1, ["self-hosted", "linux", "x64"]);

    private readonly List<ScaleSetClient> _clients = [];

    private ScaleSetBench(GitHubSimulatorHost gitHub, JumpingClock time) => (GitHub, Time) = (gitHub, time);

    public GitHubSimulatorHost GitHub { get; }

    public JumpingClock Time { get; }

    public SimulatedWorld World => GitHub.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ScaleSetBench> StartAsync()
    {
        var time = new JumpingClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        time.Waiting = wait =>
        {
            if (wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(8))
            {
                time.Advance(wait);
            }
        };
        var gitHub = await GitHubSimulatorHost.StartAsync(new SimulatorOptions { TimeProvider = time }, Cancel);
        gitHub.World.AddRepository(Repository);
        return new ScaleSetBench(gitHub, time);
    }

    public ScaleSetClient Client(string place = "octo-org")
    {
        var client = new ScaleSetClient(ScaleSetAddress.Parse(new Uri(GitHub.BaseAddress, place).AbsoluteUri), new Secret(GitHub.Options.Token), Time);
        _clients.Add(client);
        return client;
    }

    /// <summary>A set with an open session.</summary>
    public async Task<(ScaleSetClient Client, ScaleSet Set, ScaleSetMessageQueue Queue)> ListenAsync(string place = "octo-org")
    {
        var client = Client(place);
        var set = await client.CreateAsync(Wanted, Cancel);
        return (client, set, client.Messages(await client.OpenSessionAsync(set.Id, "test", Cancel)));
    }

    public SimulatedJob Queue(JobPlan? plan = null)
    {
        var run = World.QueueRun(Repository, "CI", ".github/workflows/ci.yml", plan ?? new JobPlan("build", ["self-hosted", "linux"]));
        return World.Snapshot().Jobs[run.JobIds[0]];
    }

    public int Count(string method, string pathPart) =>
        GitHub.Requests.All.Count(request => request.Method == method && request.PathAndQuery.Contains(pathPart, StringComparison.Ordinal));

    /// <summary>Fails with that kind, and says no secret that was ever given out.</summary>
    public async Task<ScaleSetException> FailureAsync(ScaleSetFailureKind kind, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<ScaleSetException>(call);
        Assert.Equal(kind, failure.Kind);
        Assert.All([GitHub.Options.Token, .. GitHub.IssuedSecrets], secret => Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal));
        return failure;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await GitHub.DisposeAsync();
    }
}
