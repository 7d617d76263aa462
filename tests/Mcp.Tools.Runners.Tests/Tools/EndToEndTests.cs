using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>Each tool once through a real MCP client and server, over pipes in memory.</summary>
public sealed class EndToEndTests
{
    [Theory]
    [InlineData("queue_status", "{}")]
    [InlineData("explain_job", """{"job":"oldest"}""")]
    [InlineData("list_failed_runs", """{"repository":"octo/web"}""")]
    [InlineData("filter_by_arch", """{"architecture":"arm64"}""")]
    [InlineData("list_runners", """{"repository":"octo/web"}""")]
    [InlineData("list_jobs", """{"status":"all"}""")]
    [InlineData("list_repositories", """{"find":"web"}""")]
    [InlineData("runner_history", """{"since":"7d"}""")]
    [InlineData("autoscaler_status", "{}")]
    [InlineData("host_capabilities", "{}")]
    [InlineData("launch_runner", """{"repository":"octo/web","confirm":true}""")]
    [InlineData("issue_runner_token", """{"repository":"octo/web","confirm":true}""")]
    public async Task Call_OverTheProtocol_AnswersTheSameJsonTwice(string tool, string arguments)
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.UnionWith(WritingTools.Names));
        bench.Pass([bench.Queue()]);

        var result = await CallAsync(bench, tool, arguments);

        Assert.NotEqual(true, result.IsError);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(result.StructuredContent!.Value.GetRawText())));
        Assert.StartsWith("""{"summary":""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_GetRunner_AnswersOverTheProtocol()
    {
        await using var bench = await Bench.StartAsync();
        var runner = bench.Runner(RunnerState.Started);

        var result = await CallAsync(bench, "get_runner", $$"""{"runner":"{{runner.Name}}"}""");

        Assert.NotEqual(true, result.IsError);
        Assert.Equal(runner.Id, result.StructuredContent!.Value.Text("id"));
        Assert.Contains(runner.Name, Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WrongArgument_ReachesTheModelAsTheSentence()
    {
        await using var bench = await Bench.StartAsync();

        var result = await CallAsync(bench, "queue_status", """{"limit":1000}""");

        Assert.True(result.IsError);
        Assert.Contains("'limit' of queue_status must be from 1 to 100, not 1000", Assert.IsType<TextContentBlock>(result.Content[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_LedgerCannotBeOpened_SaysWhatToDo()
    {
        await using var bench = await Bench.StartAsync(options => options.LedgerPath = "/proc/no/such/ledger.db");

        var result = await CallAsync(bench, "queue_status", "{}");

        Assert.True(result.IsError);
        Assert.Contains("/proc/no/such/ledger.db", Assert.IsType<TextContentBlock>(result.Content[0]).Text, StringComparison.Ordinal);
    }

    private static async Task<CallToolResult> CallAsync(Bench bench, string tool, string arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var session = await McpPipe.StartAsync(bench.Services);
        Assert.Equal(AllTools.Definitions.Count, (await session.Client.ListToolsAsync(cancellationToken: cancellationToken)).Count);
        var values = JsonElement.Parse(arguments).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal);
        var result = await session.Client.CallToolAsync(tool, values, cancellationToken: cancellationToken);
        if (result.IsError is true && values.ContainsKey("confirm"))
        {
            values["plan"] = Answers.PlanIn(Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
            result = await session.Client.CallToolAsync(tool, values, cancellationToken: cancellationToken);
        }

        return result;
    }
}
