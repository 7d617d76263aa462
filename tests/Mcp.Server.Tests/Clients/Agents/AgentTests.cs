using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>
/// Claude Code and Copilot CLI as they are installed, with a scripted model on loopback and no network: they find the failed job, explain
/// the waiting one and launch a runner once that is confirmed. Copilot shows its person a form, and with nobody there (<c>-p</c>) declines it
/// itself: then nothing is launched, whatever the model says.
/// </summary>
public sealed partial class AgentTests(AgentScene scene, ITestOutputHelper output) : IClassFixture<AgentScene>, IDisposable
{
    private const string Question = "What failed, why does my oldest job wait, and please start a runner for its repository: I agree to that.";

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("claude", "stdio")]
    [InlineData("claude", "http")]
    [InlineData("copilot", "stdio")]
    [InlineData("copilot", "http")]
    public async Task Agent_AskedWhatFailsAndWaits_AnswersFromTheToolsAndLaunchesWhatIsConfirmed(string client, string transport)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var model = await ModelEndpoint.StartAsync(RunnersAssistant.Decide, cancellationToken);
        await InstallAsync(client, transport);

        var (exitCode, answer, errors) = client == "claude" ? await ClaudeAsync(model) : await CopilotAsync(model);

        Keep($"{client}-{transport}", model, answer);
        Assert.True(exitCode == 0, $"{answer} {errors}");
        Assert.Contains($"Failed: {AgentScene.FailedJob} of {AgentScene.Repository} in the step '{AgentScene.FailedStep}'.", answer, StringComparison.Ordinal);
        Assert.Contains($"Waiting: {AgentScene.WaitingJob}, because of wrong_architecture: ", answer, StringComparison.Ordinal);
        if (client == "copilot")
        {
            Assert.Contains("Not launched: ", answer, StringComparison.Ordinal);
            Assert.Single(model.Turns.SelectMany(turn => turn.Asked.ResultsOf("launch_runner")).Distinct());
            return;
        }

        var launched = Launched().Match(answer);
        Assert.True(launched.Success, answer);
        var runner = await scene.RunnerAsync(launched.Groups["id"].Value, cancellationToken);
        Assert.Equal(AgentScene.Repository, runner["repository"]!.GetValue<string>());
        Assert.Equal("launch_runner", runner["requested_by"]!.GetValue<string>());
        var refused = model.Turns.SelectMany(turn => turn.Asked.ResultsOf("launch_runner")).First();
        Assert.Contains("'confirm': true", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(model.Others, path => !path.StartsWith("HEAD ", StringComparison.Ordinal));
    }

    /// <summary>Claude Code defers tools: before it has called anything, its model knows what each is for, and can call those that most questions begin with.</summary>
    [Fact]
    public async Task Claude_FirstRequest_HasTheInstructionsAndTheHubTools()
    {
        var asked = await FirstRequestAsync("claude");

        Assert.Contains("Why does a job not start: explain_job", asked.Raw, StringComparison.Ordinal);
        Assert.NotNull(asked.NameOf("queue_status"));
        Assert.NotNull(asked.NameOf("explain_job"));
        Assert.Null(asked.NameOf("launch_runner"));
    }

    /// <summary>Copilot gives its model every definition at once, and no instructions: the descriptions must do.</summary>
    [Fact]
    public async Task Copilot_FirstRequest_HasEveryTool()
    {
        var asked = await FirstRequestAsync("copilot");

        Assert.All(["queue_status", "explain_job", "list_failed_runs", "launch_runner", "check_model_fit"], tool => Assert.NotNull(asked.NameOf(tool)));
    }

    private async Task<Conversation> FirstRequestAsync(string client)
    {
        await using var model = await ModelEndpoint.StartAsync(_ => ModelTurn.Say("Nothing."), TestContext.Current.CancellationToken);
        await InstallAsync(client, "stdio");
        var (exitCode, answer, errors) = client == "claude" ? await ClaudeAsync(model) : await CopilotAsync(model);
        Assert.True(exitCode == 0, $"{answer} {errors}");
        var asked = Assert.Single(model.Turns).Asked;
        output.WriteLine($"{client}: {asked.Tools.Count} tools, {asked.Raw.Length} characters");
        return asked;
    }

    private async Task InstallAsync(string client, string transport)
    {
        string[] how = transport == "stdio"
            ? ["--", "--config", scene.Configuration, "--github-token-file", scene.TokenFile]
            : ["--http", scene.Mcp.ToString(), "--with-token"];
        await using var process = ProductProcess.Start(["install", client, .. how], _home.Path, ("COPILOT_HOME", _home.File(".copilot")));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, process.StandardError);
    }

    private Task<(int ExitCode, string Output, string Errors)> ClaudeAsync(ModelEndpoint model) => NpmClient.RunAsync(
        _home.Path,
        "@anthropic-ai/claude-code",
        "bin/claude.exe",
        ["-p", Question, "--mcp-config", ".mcp.json", "--strict-mcp-config", "--allowedTools", "mcp__runners"],
        ("ANTHROPIC_BASE_URL", model.Address.ToString().TrimEnd('/')),
        ("ANTHROPIC_API_KEY", "no-real-key"),
        ("MCP_RUNNERS_TOKEN", AgentScene.Token));

    private Task<(int ExitCode, string Output, string Errors)> CopilotAsync(ModelEndpoint model) => NpmClient.RunAsync(
        _home.Path,
        "@github/copilot",
        "npm-loader.js",
        ["-p", Question, "--allow-tool", "runners", "--no-color", "--no-auto-update"],
        ("COPILOT_OFFLINE", "true"),
        ("COPILOT_PROVIDER_TYPE", "anthropic"),
        ("COPILOT_PROVIDER_BASE_URL", model.Address.ToString().TrimEnd('/')),
        ("COPILOT_PROVIDER_API_KEY", "no-real-key"),
        ("COPILOT_MODEL", "claude-sonnet-4"),
        ("MCP_RUNNERS_TOKEN", AgentScene.Token));

    // The test's output has it, and its results as a file.
    private void Keep(string name, ModelEndpoint model, string answer)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {name}\n\n**Person:** {Question}\n\n");
        var seen = 0;
        foreach (var (asked, said) in model.Turns)
        {
            foreach (var result in asked.Results.Skip(seen))
            {
                text.Append(CultureInfo.InvariantCulture, $"**{result.Tool}**{(result.IsError ? " (refused)" : "")}: {result.Text}\n\n");
            }

            seen = Math.Max(seen, asked.Results.Count);
            text.Append(CultureInfo.InvariantCulture, $"**Model:** {said.Text ?? $"`{said.Tool}` {said.Input!.ToJsonString()}"}\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"**What the person reads:** {answer.Trim()}\n");
        output.WriteLine(text.ToString());
        TestContext.Current.AddAttachment(name, text.ToString());
    }

    [GeneratedRegex("Launched: (?<id>\\w+), requested", RegexOptions.CultureInvariant)]
    private static partial Regex Launched();
}
