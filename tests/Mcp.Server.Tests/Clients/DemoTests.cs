using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients;

/// <summary>MCP Inspector and Claude Code against the running demo: every tool, over every transport.</summary>
public sealed class DemoTests(DemoFixture demo) : IClassFixture<DemoFixture>, IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("stdio", "")]
    [InlineData("http", "mcp")]
    [InlineData("sse", "sse")]
    public async Task Inspector_ToolsListStrict_HasAllToolsAndNoWarning(string transport, string path)
    {
        var (exitCode, output, errors) = await InspectAsync(transport, path, "--method", "tools/list", "--strict");

        Assert.True(exitCode == 0, $"{output} {errors}");
        Assert.Empty(Complaints(errors));
        using var document = JsonDocument.Parse(output);
        Assert.Equal(
            [
                "ask_model", "autoscaler_status", "cancel_run", "check_model_fit", "clean_up_runners", "explain_job", "filter_by_arch", "get_job_logs", "get_model",
                "get_runner", "host_capabilities", "issue_runner_token", "launch_runner", "list_failed_runs", "list_jobs", "list_models", "list_repositories",
                "list_runners", "list_served_models", "model_launch_command", "model_stats", "queue_status", "rate_model", "recommend_model", "register_model",
                "remove_model", "rerun_failed_jobs", "runner_history", "scan_models", "search_models", "set_autoscaler", "stop_runner",
            ],
            document.RootElement.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [CombinatorialTransports("queue_status")]
    [CombinatorialTransports("explain_job", "job=oldest")]
    [CombinatorialTransports("list_failed_runs")]
    [CombinatorialTransports("filter_by_arch", "architecture=arm64")]
    [CombinatorialTransports("list_runners", "state=busy")]
    [CombinatorialTransports("clean_up_runners")]
    [CombinatorialTransports("list_jobs", "status=all")]
    [CombinatorialTransports("list_repositories")]
    [CombinatorialTransports("runner_history", "since=1h")]
    [CombinatorialTransports("host_capabilities")]
    [CombinatorialTransports("autoscaler_status")]
    [CombinatorialTransports("launch_runner", "repository=octocat/hello-world", "confirm=true")]
    [CombinatorialTransports("set_autoscaler", "max_runners=3", "confirm=true")]
    [CombinatorialTransports("issue_runner_token", "repository=octocat/hello-world", "confirm=true")]
    [CombinatorialTransports("check_model_fit", "precision=q4_0", "parameters_billions=8")]
    [CombinatorialTransports("model_stats")]
    [CombinatorialTransports("search_models", "query=llama")]
    [CombinatorialTransports("recommend_model", "task=text-generation")]
    [CombinatorialTransports("list_served_models")]
    public async Task Inspector_ToolsCall_AnswersWithASummary(string transport, string path, string tool, string[] arguments)
    {
        var (exitCode, output, errors) = await CallAsync(transport, path, tool, arguments);

        Assert.True(exitCode == 0, $"{output} {errors}");
        using var document = JsonDocument.Parse(output);
        Assert.False(string.IsNullOrWhiteSpace(document.RootElement.GetProperty("structuredContent").GetProperty("summary").GetString()));
    }

    [Theory]
    [InlineData("stdio", "")]
    [InlineData("http", "mcp")]
    [InlineData("sse", "sse")]
    public async Task Inspector_GetRunner_ShowsTheRunnerThatIsNamed(string transport, string path)
    {
        var (exitCode, output, errors) = await InspectAsync(transport, path, "--method", "tools/call", "--tool-name", "get_runner", "--tool-arg", $"runner={demo.Runner}");

        Assert.True(exitCode == 0, $"{output} {errors}");
        using var document = JsonDocument.Parse(output);
        Assert.Equal(demo.Runner, document.RootElement.GetProperty("structuredContent").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("stdio", "")]
    [InlineData("http", "mcp")]
    [InlineData("sse", "sse")]
    public async Task Inspector_StopRunner_StopsTheOneThatWasJustLaunched(string transport, string path)
    {
        // Else the runner may have served a job and be gone before the Inspector has started three times.
        await demo.PauseAsync(true);
        try
        {
            await LaunchAndStopAsync(transport, path);
        }
        finally
        {
            await demo.PauseAsync(false);
        }
    }

    private async Task LaunchAndStopAsync(string transport, string path)
    {
        var (_, launched, _) = await CallAsync(transport, path, "launch_runner", "repository=octocat/hello-world", "confirm=true");
        using var launch = JsonDocument.Parse(launched);
        var id = launch.RootElement.GetProperty("structuredContent").GetProperty("runners")[0].GetProperty("id").GetString();

        var (exitCode, output, errors) = await CallAsync(transport, path, "stop_runner", $"runner={id}", "confirm=true");

        Assert.True(exitCode == 0, $"{output} {errors}");
        using var stop = JsonDocument.Parse(output);
        Assert.Equal(id, stop.RootElement.GetProperty("structuredContent").GetProperty("id").GetString());
    }

    // Over stdio the product's own log comes through; a line of it begins with the time.
    private static IEnumerable<string> Complaints(string errors) =>
        errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !char.IsAsciiDigit(line[0]));

    /// <summary>Calls a tool; one that wants to be confirmed twice, the second time with the plan of the first.</summary>
    private async Task<(int ExitCode, string Output, string Errors)> CallAsync(string transport, string path, string tool, params string[] arguments)
    {
        string[] call = ["--method", "tools/call", "--tool-name", tool, .. arguments.SelectMany(argument => new[] { "--tool-arg", argument })];
        var answer = await InspectAsync(transport, path, call);
        return arguments.Contains("confirm=true")
            ? await InspectAsync(transport, path, [.. call, "--tool-arg", $"plan={AgreedPlan.Of(answer.Output)}"])
            : answer;
    }

    private Task<(int ExitCode, string Output, string Errors)> InspectAsync(string transport, string path, params string[] method)
    {
        string[] target = transport == "stdio"
            ? [ProductProcess.Path, "stdio", "-e", $"GITHUB_TOKEN={demo.Token}", "-e", $"MCP_RUNNERS_CONFIG={demo.Configuration}"]
            : [new Uri(demo.Address, path).ToString(), "--transport", transport];
        return NpmClient.RunAsync(_home.Path, "@modelcontextprotocol/inspector", "clients/launcher/build/index.js", ["--cli", .. target, .. method]);
    }
}
