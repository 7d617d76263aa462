using GitHubSimulator;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.CommandLine;

public sealed class WebhookCommandsTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CreateCheckDelete_AgainstAServer_SayHowItIs()
    {
        await using var gitHub = await GitHubSimulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        gitHub.World.AddRepository("octocat/web");
        await using var serve = await ServeProcess.StartAsync(environment: ("GITHUB_WEBHOOK_SECRET", Secret));
        var url = new Uri(serve.Address, "webhooks/github").AbsoluteUri;

        var (code, output) = await RunAsync(gitHub, "check", "--repository", "octocat/web");
        Assert.Equal(1, code);
        Assert.Contains("mcp-runners webhook create", output, StringComparison.Ordinal);
        (code, output) = await RunAsync(gitHub, "create", "--url", url, "--repository", "octocat/web");
        Assert.Equal(0, code);
        Assert.Contains($"octocat/web: webhook 501 to {url} is made", output, StringComparison.Ordinal);
        Assert.Contains("--deliveries-of octocat/web/501", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
        (code, output) = await RunAsync(gitHub, "create", "--url", url, "--repository", "octocat/web");
        Assert.Equal(0, code);
        Assert.Contains("exists already", output, StringComparison.Ordinal);
        var hook = Assert.Single(gitHub.Webhooks.Hooks);
        Assert.Equal(("json", Secret), (hook.ContentType, hook.Secret));
        Assert.Equal(["workflow_job", "workflow_run"], hook.Events);

        gitHub.World.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan("build", ["self-hosted"]));
        await gitHub.Webhooks.IdleAsync(TestContext.Current.CancellationToken);
        Assert.All(gitHub.Webhooks.DeliveriesOf(501), delivery => Assert.Equal(202, delivery.StatusCode));
        (code, output) = await RunAsync(gitHub, "check", "--url", url, "--repository", "octocat/web");
        Assert.Equal(0, code);
        Assert.Contains("workflow_job queued: 202", output, StringComparison.Ordinal);

        gitHub.Webhooks.Move(501, new Uri("http://127.0.0.1:1/webhooks/github"));
        gitHub.World.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan("build", ["self-hosted"]));
        await gitHub.Webhooks.IdleAsync(TestContext.Current.CancellationToken);
        (code, output) = await RunAsync(gitHub, "check", "--repository", "octocat/web");
        Assert.Equal(1, code);
        Assert.Contains("GitHub cannot reach the address", output, StringComparison.Ordinal);

        (code, output) = await RunAsync(gitHub, "delete", "--url", "http://127.0.0.1:1/webhooks/github", "--repository", "octocat/web");
        Assert.Equal((0, "octocat/web: deleted 1"), (code, output.Trim()));
        Assert.Empty(gitHub.Webhooks.Hooks);
    }

    [Fact]
    public async Task Create_RepositoryThatCannotBeSeen_NamesTheMissingPermission()
    {
        await using var gitHub = await GitHubSimulatorHost.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var (code, output) = await RunAsync(gitHub, "create", "--url", "https://ci.example.org/webhooks/github", "--repository", "octocat/nowhere");
        Assert.Equal(1, code);
        Assert.Contains("Webhooks: write", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook create --repository a/b", "--url is missing")]
    [InlineData("webhook create --repository a/b --url https://ci.example.org/x", "does not end with /webhooks/github")]
    [InlineData("webhook create --url https://ci.example.org/webhooks/github", "No repository is named")]
    [InlineData("webhook check --repository a/b --webhook-secret-file none.txt", "'none.txt' cannot be read")]
    [InlineData("serve --deliveries-of nothing", "names no webhook")]
    public async Task Run_WrongSettings_ExitsWithTwo(string arguments, string expected)
    {
        await using var process = ProductProcess.Start(arguments.Split(' '), _folder.Path);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(expected, process.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SecretInTheConfigurationFile_IsRefusedAndNotShown()
    {
        var file = _folder.Write("c.json", """{"runners":{"gitHub":{"webhookSecret":"SECRET"}}}""".Replace("SECRET", Secret, StringComparison.Ordinal));
        await using var process = ProductProcess.Start(["serve", "--config", file], _folder.Path);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("GITHUB_WEBHOOK_SECRET", process.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, process.StandardError, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> RunAsync(GitHubSimulatorHost gitHub, params string[] arguments)
    {
        await using var process = ProductProcess.Start(
            ["webhook", .. arguments, "--github-api", gitHub.BaseAddress.AbsoluteUri, "--ledger", _folder.File("ledger.db")],
            _folder.Path,
            ("GITHUB_TOKEN", gitHub.Options.Token),
            ("GITHUB_WEBHOOK_SECRET", Secret));
        var output = await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Join('\n', output) + process.StandardError);
    }
}
