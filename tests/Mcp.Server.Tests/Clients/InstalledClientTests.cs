using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients;

/// <summary>What <c>install</c> writes, read by the clients that it is for.</summary>
public sealed class InstalledClientTests : IDisposable
{
    private const string Token = "a-token-of-thirty-two-characters";

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Claude_Stdio_IsConnected()
    {
        await InstallAsync("claude", "--", "--ledger", _home.File("ledger.db"));

        Assert.Contains("✔ Connected", await ClaudeAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Token, true)]
    [InlineData("another-token-of-the-same-length", false)]
    public async Task Claude_HttpWithToken_IsConnectedWithTheTokenOfItsEnvironment(string token, bool connects)
    {
        await using var serve = await ServeProcess.StartAsync(environment: ("MCP_RUNNERS_TOKEN", Token));
        await InstallAsync("claude", "--http", serve.Mcp.ToString(), "--with-token");

        Assert.Equal(connects, (await ClaudeAsync(("MCP_RUNNERS_TOKEN", token))).Contains("✔ Connected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copilot_StdioAndHttp_AreListedAsWritten()
    {
        await InstallAsync("copilot");
        await InstallAsync("copilot", "--name", "runners-http", "--http", "--with-token");

        var list = await CopilotAsync("list");
        Assert.Contains("runners (local)", list, StringComparison.Ordinal);
        Assert.Contains("runners-http (http)", list, StringComparison.Ordinal);
        var entry = await CopilotAsync("get", "runners-http");
        Assert.Contains("URL: http://127.0.0.1:9000/mcp", entry, StringComparison.Ordinal);
        Assert.Contains("Tools: *", entry, StringComparison.Ordinal);
        await InstallAsync("copilot", "--uninstall");
        Assert.DoesNotContain("runners (local)", await CopilotAsync("list"), StringComparison.Ordinal);
    }

    private async Task InstallAsync(params string[] arguments)
    {
        await using var process = ProductProcess.Start(["install", .. arguments], _home.Path, ("COPILOT_HOME", _home.File(".copilot")));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, process.StandardError);
    }

    private async Task<string> ClaudeAsync(params (string Name, string Value)[] environment)
    {
        // A project's servers wait for a person's consent; this setting gives it for all.
        Directory.CreateDirectory(_home.File(".claude"));
        _home.Write(".claude/settings.json", """{"enableAllProjectMcpServers":true}""");
        var (exitCode, output, errors) = await NpmClient.RunAsync(_home.Path, "@anthropic-ai/claude-code", "bin/claude.exe", ["mcp", "list"], environment);
        Assert.True(exitCode == 0, $"{output} {errors}");
        Assert.Contains("runners:", output, StringComparison.Ordinal);
        return output;
    }

    private async Task<string> CopilotAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await NpmClient.RunAsync(_home.Path, "@github/copilot", "npm-loader.js", ["mcp", .. arguments], ("COPILOT_OFFLINE", "true"));
        Assert.True(exitCode == 0, $"{output} {errors}");
        return output;
    }
}
