using Mcp.Server.Tests.Http;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients;

/// <summary>Claude Code's own health check against the real executable; it needs no login and no network.</summary>
public sealed class ClaudeCodeTests(ServeFixture serve) : IClassFixture<ServeFixture>, IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task McpList_StdioAndHttp_SaysConnected()
    {
        await ClaudeAsync("mcp", "add", "--scope", "user", "runners-stdio", "--", ProductProcess.Path, "stdio", "--ledger", _home.File("ledger.db"));
        await ClaudeAsync("mcp", "add", "--scope", "user", "--transport", "http", "runners-http", serve.Mcp.ToString());
        var lines = (await ClaudeAsync("mcp", "list")).Split('\n');
        Assert.Contains("Connected", Assert.Single(lines, line => line.StartsWith("runners-stdio:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("Connected", Assert.Single(lines, line => line.StartsWith("runners-http:", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<string> ClaudeAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await NpmClient.RunAsync(_home.Path, "@anthropic-ai/claude-code", "bin/claude.exe", arguments);
        Assert.True(exitCode == 0, $"exit code {exitCode}: {output} {errors}");
        return output;
    }
}
