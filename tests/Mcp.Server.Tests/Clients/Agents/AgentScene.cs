using System.Text.Json.Nodes;
using GitHubSimulator;
using Mcp.Server.Tests.Processes;
using ModelContextProtocol.Client;

namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>
/// The whole product against the GitHub simulator, without Docker: one run has failed, one job waits for an architecture that no pool has.
/// </summary>
public sealed class AgentScene : IAsyncLifetime
{
    public const string Repository = "octocat/hello-world";
    public const string FailedJob = "test (x64)";
    public const string FailedStep = "Run unit tests";
    public const string WaitingJob = "build (arm64)";
    public const string Token = "a-token-of-thirty-two-characters";

    private readonly TemporaryFolder _folder = new();
    private GitHubSimulatorHost? _gitHub;
    private ProductProcess? _serve;

    public Uri Mcp { get; private set; } = new("http://127.0.0.1/");

    /// <summary>A configuration file, with all that a process of a client's own needs.</summary>
    public string Configuration => _folder.File("runners.json");

    public string TokenFile => _folder.File("github-token");

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _gitHub = await GitHubSimulatorHost.StartAsync(cancellationToken: cancellationToken);
        Seed(_gitHub);
        _folder.Write("github-token", _gitHub.Options.Token);
        _folder.Write("runners.json", Settings(_gitHub).ToJsonString());
        _serve = ProductProcess.Start(
            ["serve", "--port", "0", "--config", Configuration, "--github-token-file", TokenFile], _folder.Path, ("MCP_RUNNERS_TOKEN", Token));
        var line = await _serve.WaitForErrorAsync("Now listening on: ", cancellationToken);
        Mcp = new Uri(new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]), "mcp");
        await using var client = await ConnectAsync(cancellationToken);
        while (!await IsSettledAsync(client, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>The runner as the product itself knows it.</summary>
    public async Task<JsonNode> RunnerAsync(string id, CancellationToken cancellationToken)
    {
        await using var client = await ConnectAsync(cancellationToken);
        var answer = await client.CallToolAsync("get_runner", new Dictionary<string, object?> { ["runner"] = id }, cancellationToken: cancellationToken);
        Assert.NotEqual(true, answer.IsError);
        return JsonNode.Parse(answer.StructuredContent!.Value.GetRawText())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_serve is not null)
        {
            await _serve.DisposeAsync();
        }

        if (_gitHub is not null)
        {
            await _gitHub.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static void Seed(GitHubSimulatorHost gitHub)
    {
        var now = gitHub.Options.TimeProvider.GetUtcNow();
        gitHub.World.AddRepository(Repository);
        gitHub.World.AddCompletedRun(
            Repository, "CI", ".github/workflows/ci.yml", "failure", now.AddHours(-2), now.AddHours(-1),
            new JobPlan("lint", ["ubuntu-latest"]),
            new JobPlan(FailedJob, ["self-hosted", "linux", "x64"]) { Conclusion = "failure", FailingStep = FailedStep, Log = "3 of 410 tests failed" });
        gitHub.World.QueueRun(Repository, "Nightly", ".github/workflows/nightly.yml", new JobPlan(WaitingJob, ["self-hosted", "linux", "arm64"]));
    }

    private JsonObject Settings(GitHubSimulatorHost gitHub) => new()
    {
        ["runners"] = new JsonObject
        {
            ["gitHub"] = new JsonObject { ["apiAddress"] = gitHub.BaseAddress.ToString() },
            ["docker"] = new JsonObject { ["endpoint"] = "unix:///nowhere/docker.sock" },
            ["ledgerPath"] = _folder.File("ledger.db"),
            ["pollInterval"] = "00:00:02",
            ["repositories"] = new JsonArray(Repository),
            ["allowedTools"] = new JsonArray("launch_runner"),
            ["pools"] = new JsonArray(new JsonObject { ["name"] = "default", ["architecture"] = "x64" }),
        },
    };

    private static async Task<bool> IsSettledAsync(McpClient client, CancellationToken cancellationToken)
    {
        var answer = await client.CallToolAsync("explain_job", new Dictionary<string, object?> { ["job"] = "oldest" }, cancellationToken: cancellationToken);
        return answer.IsError is not true && answer.StructuredContent!.Value.GetProperty("verdict").GetString() == "wrong_architecture";
    }

    private Task<McpClient> ConnectAsync(CancellationToken cancellationToken) => McpClient.CreateAsync(
        new HttpClientTransport(new() { Endpoint = Mcp, AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {Token}" } }),
        cancellationToken: cancellationToken);
}
