using System.Text.Json;
using System.Text.RegularExpressions;
using Mcp.Server.Tests.Clients;
using Mcp.Server.Tests.Http;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Conformance;

/// <summary>The protocol's own conformance suite.</summary>
public sealed partial class ConformanceTests(ConformanceHost host, ServeFixture serve) : IClassFixture<ConformanceHost>, IClassFixture<ServeFixture>, IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("2025-11-25", 70)]
    [InlineData("2026-07-28", 150)]
    public async Task Suite_WithItsFixtures_PassesAllThatTheRevisionRequires(string revision, int atLeast)
    {
        var (exitCode, output) = await RunAsync(host.Mcp, "--requirements", revision);

        Assert.True(exitCode == 0, output);
        var total = Total().Match(output);
        Assert.True(total.Success && int.Parse(total.Groups[1].Value, null) >= atLeast, output);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }

    /// <summary>The executable as it is shipped, over every scenario that can be passed without a fixture of the suite.</summary>
    [Theory]
    [InlineData("2025-11-25", "server-initialize")]
    [InlineData("2025-11-25", "server-session-lifecycle")]
    [InlineData("2025-11-25", "logging-set-level")]
    [InlineData("2025-11-25", "ping")]
    [InlineData("2025-11-25", "completion-complete")]
    [InlineData("2025-11-25", "tools-list")]
    [InlineData("2025-11-25", "resources-list")]
    [InlineData("2025-11-25", "prompts-list")]
    [InlineData("2025-11-25", "server-sse-multiple-streams")]
    [InlineData("2025-11-25", "dns-rebinding-protection")]
    [InlineData("2026-07-28", "completion-complete")]
    [InlineData("2026-07-28", "tools-list")]
    [InlineData("2026-07-28", "resources-list")]
    [InlineData("2026-07-28", "prompts-list")]
    [InlineData("2026-07-28", "server-sse-multiple-streams")]
    [InlineData("2026-07-28", "sep-2164-resource-not-found")]
    [InlineData("2026-07-28", "dns-rebinding-protection")]
    [InlineData("2026-07-28", "caching")]
    [InlineData("2026-07-28", "http-header-validation")]
    [InlineData("2026-07-28", "input-required-result-unsupported-methods")]
    public async Task Executable_WithoutFixtures_Passes(string revision, string scenario)
    {
        var (exitCode, output) = await RunAsync(serve.Mcp, "--scenario", scenario, "--spec-version", revision);

        Assert.True(exitCode == 0, output);
        Assert.DoesNotMatch("[1-9][0-9]* failed", output);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(Uri address, params string[] arguments)
    {
        var (exitCode, output, errors) = await NpmClient.RunAsync(
            _home.Path, "@modelcontextprotocol/conformance", "dist/index.js", ["server", "--url", address.ToString(), "--output-dir", _home.File("results"), .. arguments]);
        return (exitCode, output + errors + Failures());
    }

    /// <summary>What the summary leaves out: the checks that failed, in the suite's words.</summary>
    private string Failures() => !Directory.Exists(_home.File("results")) ? "" : string.Join('\n',
        from file in Directory.EnumerateFiles(_home.File("results"), "checks.json", SearchOption.AllDirectories)
        from check in JsonElement.Parse(File.ReadAllText(file)).EnumerateArray()
        where check.GetProperty("status").GetString() == "FAILURE"
        select $"{Path.GetFileName(Path.GetDirectoryName(file))}: {check.GetProperty("id")}: {(check.TryGetProperty("errorMessage", out var message) ? message : default)}");

    [GeneratedRegex("Total: ([0-9]+) passed")]
    private static partial Regex Total();
}
