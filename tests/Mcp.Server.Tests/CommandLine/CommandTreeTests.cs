using System.Net;
using System.Net.Sockets;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.CommandLine;

public sealed class CommandTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("serve --port x --poll-interval -1 --host here", "--port 'x'", "--poll-interval '-1'", "--host 'here'")]
    [InlineData("stdio --github-api ftp://x --max-runners many", "--github-api 'ftp://x'", "--max-runners 'many'")]
    [InlineData("autoscale --config none.json", "'none.json' does not exist")]
    [InlineData("serve --bogus", "--bogus")]
    [InlineData("", "Required command")]
    [InlineData("serve --host 0.0.0.0", "no token is set", "MCP_RUNNERS_TOKEN")]
    [InlineData("serve --token-file none.txt", "'none.txt' cannot be read")]
    [InlineData("serve --oauth-issuer https://login.example", "--oauth-resource belong together")]
    [InlineData("serve --oauth-issuer http://login.example --oauth-resource https://runners.example", "without TLS", "does not end with /mcp")]
    [InlineData("stdio --allow launch,rocket", "'rocket' is no writing tool", "launch_runner")]
    [InlineData("stdio --model-endpoint Vllm=ftp://x --model-endpoint-key other=key --model-hub here", "models.endpoints: 'Vllm' is no name", "names the endpoint 'other'", "--model-hub 'here'")]
    [InlineData("serve --model-endpoint vllm", "--model-endpoint 'vllm' is no pair")]
    public async Task Run_WrongSettings_ExitsWithTwoAndListsEachProblem(string arguments, params string[] expected)
    {
        await using var process = ProductProcess.Start(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), _folder.Path);
        Assert.Empty(await process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, process.ExitCode);
        Assert.All(expected, part => Assert.Contains(part, process.StandardError, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongVariable_IsNamed()
    {
        await using var process = ProductProcess.Start(["stdio"], _folder.Path, ("MCP_RUNNERS_MAX_RUNNERS", "many"));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("MCP_RUNNERS_MAX_RUNNERS 'many'", process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SwitchThatIsNoSwitch_IsNamed()
    {
        await using var process = ProductProcess.Start(["stdio"], _folder.Path, ("MCP_RUNNERS_READ_ONLY", "maybe"));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("MCP_RUNNERS_READ_ONLY 'maybe' is neither true nor false", process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ReadTokenThatIsTheToken_IsRefused()
    {
        const string Token = "0123456789abcdef0123456789abcdef";
        await using var process = ProductProcess.Start(["serve"], _folder.Path, ("MCP_RUNNERS_TOKEN", Token), ("MCP_RUNNERS_READ_TOKEN", Token));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("are the same", process.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OptionBesideWrongVariable_OptionWins()
    {
        await using var process = ProductProcess.Start(["stdio", "--max-runners", "2"], _folder.Path,
            ("MCP_RUNNERS_MAX_RUNNERS", "many"), ("MCP_RUNNERS_LEDGER", _folder.File("ledger.db")));
        process.CloseInput();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Run_ShortToken_IsRefusedAndNotShown()
    {
        await using var process = ProductProcess.Start(["serve", "--port", "0"], _folder.Path, ("MCP_RUNNERS_TOKEN", "hunter2"));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("MCP_RUNNERS_TOKEN", process.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_PortTaken_ExitsWithTwoAndOneSentence()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await using var process = ProductProcess.Start(["serve", "--port", $"{port}"], _folder.Path, ("MCP_RUNNERS_LEDGER", _folder.File("ledger.db")));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith($"mcp-runners: Port {port} on 127.0.0.1 is taken", Assert.Single(process.StandardError.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("--port", process.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version", "0.1.0")]
    [InlineData("--help", "autoscale")]
    [InlineData("serve --help", "--token-file")]
    public async Task Run_Question_AnswersOnStandardOutput(string arguments, string expected)
    {
        await using var process = ProductProcess.Start(arguments.Split(' '), _folder.Path);
        var output = string.Join('\n', await process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}
