using System.Text.Json;
using Mcp.Server.Tests.Http;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients;

/// <summary>MCP Inspector's command line against the real executable.</summary>
public sealed class InspectorTests(ServeFixture serve) : IClassFixture<ServeFixture>, IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("stdio", "")]
    [InlineData("http", "mcp")]
    [InlineData("sse", "sse")]
    public async Task ToolsList_Strict_ListsWithoutAWarning(string transport, string path)
    {
        var (exitCode, output, errors) = await RunAsync(transport, path, "--method", "tools/list", "--strict");
        Assert.True(exitCode == 0, $"exit code {exitCode}: {output} {errors}");
        Assert.Empty(Complaints(errors));
        using var document = JsonDocument.Parse(output);
        Assert.Contains(document.RootElement.GetProperty("tools").EnumerateArray(), tool => tool.GetProperty("name").GetString() == "check_model_fit");
    }

    [Theory]
    [InlineData("stdio", "")]
    [InlineData("http", "mcp")]
    [InlineData("sse", "sse")]
    public async Task ToolsCall_CheckModelFit_Answers(string transport, string path)
    {
        var (exitCode, output, errors) = await RunAsync(
            transport, path, "--method", "tools/call", "--tool-name", "check_model_fit", "--tool-arg", "precision=q4_0", "--tool-arg", "parameters_billions=8");
        Assert.True(exitCode == 0, $"exit code {exitCode}: {output} {errors}");
        using var document = JsonDocument.Parse(output);
        Assert.Equal(4_500_000_000, document.RootElement.GetProperty("structuredContent").GetProperty("needs").GetProperty("weights_bytes").GetInt64());
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string transport, string path, params string[] method)
    {
        string[] target = transport == "stdio"
            ? [ProductProcess.Path, "stdio", "--ledger", _home.File("ledger.db")]
            : [new Uri(serve.Address, path).ToString(), "--transport", transport];
        return NpmClient.RunAsync(_home.Path, "@modelcontextprotocol/inspector", "clients/launcher/build/index.js", ["--cli", .. target, .. method]);
    }

    // Over stdio the product's own log comes through; a line of it begins with the time.
    private static IEnumerable<string> Complaints(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !char.IsAsciiDigit(line[0]));
}
