using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.CommandLine;

public sealed class InstallCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("install emacs", "'emacs' is no client", "visual-studio")]
    [InlineData("install", "Required argument 'client' missing", "--help")]
    [InlineData("install claude --http ftp://x", "--http 'ftp://x'", "http://127.0.0.1:9000/mcp")]
    [InlineData("install claude --http https://user:hunter2@ci.example.org/mcp", "--with-token", "does not belong")]
    [InlineData("install claude --with-token", "--with-token belongs to --http")]
    [InlineData("install claude-desktop --http", "Leave --http out")]
    [InlineData("install claude --name a.b", "--name 'a.b'")]
    [InlineData("install claude -- --bogus", "'--bogus'", "stdio --help")]
    [InlineData("install claude --http -- --allow launch_runner", "give them to serve")]
    public async Task Run_WrongSettings_ExitsWithTwoAndWritesNothing(string arguments, params string[] expected)
    {
        var (code, _, errors) = await RunAsync(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.All(expected, part => Assert.Contains(part, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Run_DamagedFile_ExitsWithTwoAndLeavesIt()
    {
        var path = _folder.Write(".mcp.json", "{ \"mcpServers\": {");

        var (code, _, errors) = await RunAsync("install", "claude");

        Assert.Equal(2, code);
        Assert.StartsWith($"mcp-runners: {path} was left as it is: it is damaged at line 1", errors, StringComparison.Ordinal);
        Assert.Contains("\"runners\": {", errors, StringComparison.Ordinal);
        Assert.Equal("{ \"mcpServers\": {", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_FolderThatCannotBeWritten_ExitsWithTwoAndSaysSo()
    {
        var (code, _, errors) = await RunAsync("install", "claude", "--file", "/proc/no/such.json");

        Assert.Equal(2, code);
        Assert.Contains("/proc/no/such.json cannot be read or written", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Defaults_UseTheClientsOwnPlaces()
    {
        foreach (var (client, path) in new[]
        {
            ("claude", ".mcp.json"), ("copilot", "copilot-home/mcp-config.json"), ("vscode", ".vscode/mcp.json"), ("cursor", ".cursor/mcp.json"),
        })
        {
            var (code, output, errors) = await RunAsync("install", client, "--", "--allow", "launch_runner");

            Assert.True(code == 0, errors);
            Assert.Contains(_folder.File(path), output, StringComparison.Ordinal);
            var text = await File.ReadAllTextAsync(_folder.File(path), TestContext.Current.CancellationToken);
            Assert.Contains($"\"command\": \"{ProductProcess.Path}\"", text, StringComparison.Ordinal);
            Assert.Contains("\"launch_runner\"", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000/mcp", false)]
    [InlineData("https://ci.example.org/mcp", true)]
    public async Task Run_Http_SendsTheTokenToOtherMachinesByReference(string address, bool sends)
    {
        var (code, output, _) = await RunAsync("install", "claude", "--http", address);

        Assert.Equal(0, code);
        var text = await File.ReadAllTextAsync(_folder.File(".mcp.json"), TestContext.Current.CancellationToken);
        Assert.Equal(sends, text.Contains("\"Authorization\": \"Bearer ${MCP_RUNNERS_TOKEN}\"", StringComparison.Ordinal));
        Assert.Equal(sends, output.Contains("MCP_RUNNERS_TOKEN", StringComparison.Ordinal));
        Assert.DoesNotContain("the-secret-of-the-server", text + output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var process = ProductProcess.Start(
            arguments, _folder.Path, ("COPILOT_HOME", _folder.File("copilot-home")), ("MCP_RUNNERS_TOKEN", "the-secret-of-the-server"), ("PATH", "/usr/bin:/bin"));
        var output = await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Join('\n', output), process.StandardError);
    }
}
