using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>What holds for every tool.</summary>
public sealed partial class ToolRulesTests
{
    [Fact]
    public void Definitions_All_AreTheExpectedTools() => Assert.Equal(
        [
            "autoscaler_status", "cancel_run", "clean_up_runners", "explain_job", "filter_by_arch", "get_job_logs", "get_runner", "host_capabilities", "issue_runner_token", "launch_runner", "list_failed_runs", "list_jobs", "list_repositories", "list_runners",
            "queue_status", "rerun_failed_jobs", "runner_history", "set_autoscaler", "stop_runner",
        ],
        AllTools.Definitions.Select(tool => tool.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void WithRunners_Twice_ListsEachToolOnce()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddMcpServer().WithRunners().WithRunners();
        using var provider = services.BuildServiceProvider();

        Assert.Equal(AllTools.Definitions.Count, provider.GetServices<McpServerTool>().Count());
    }

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Definition_Texts_FitTheClients(string name)
    {
        var tool = AllTools.Named(name);

        Assert.Matches(VerbNoun(), name);
        Assert.InRange(name.Length, 1, 24);
        Assert.InRange(tool.Title!.Length, 5, 60);
        Assert.InRange(tool.Description!.Length, 120, 1024);
    }

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Definition_Hints_AreAllSetAndTrue(string name)
    {
        var hints = AllTools.Named(name).Annotations!;
        var writes = WritingTools.Names.Contains(name);

        Assert.Equal(!writes, hints.ReadOnlyHint);
        Assert.Equal(name is not (WritingTools.LaunchRunner or WritingTools.IssueRunnerToken or WritingTools.RerunFailedJobs), hints.IdempotentHint);
        Assert.Equal(name is WritingTools.StopRunner or WritingTools.CleanUpRunners or WritingTools.CancelRun, hints.DestructiveHint);
        Assert.NotNull(hints.OpenWorldHint);
        Assert.Equal(AllTools.Named(name).Title, hints.Title);
    }

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Definition_Icon_ShowsWhetherTheToolLooksOrActs(string name)
    {
        var icon = Assert.Single(AllTools.Named(name).Icons!);
        var another = Assert.Single(AllTools.Named(WritingTools.Names.Contains(name) ? "queue_status" : WritingTools.StopRunner).Icons!);

        Assert.StartsWith("data:image/png;base64,", icon.Source, StringComparison.Ordinal);
        Assert.NotEqual(another.Source, icon.Source);
    }

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void InputSchema_Always_IsOneStrictObjectOfDescribedArguments(string name)
    {
        var schema = AllTools.Named(name).InputSchema;

        Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        foreach (var argument in schema.GetProperty("properties").EnumerateObject())
        {
            Assert.Matches("^[a-z][a-z_]*$", argument.Name);
            Assert.Equal(JsonValueKind.String, argument.Value.GetProperty("type").ValueKind);
            Assert.InRange(argument.Value.GetProperty("description").GetString()!.Length, 5, 300);
        }
    }

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void OutputSchema_Always_IsAnObjectThatBeginsWithTheSummary(string name)
    {
        var schema = AllTools.Named(name).OutputSchema!.Value;
        var properties = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();

        Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.Equal(["summary", "next_steps"], properties.Take(2));
        Assert.DoesNotContain("\"null\"", schema.GetRawText(), StringComparison.Ordinal);
        Assert.All(["oneOf", "anyOf", "allOf", "$ref"], word => Assert.DoesNotContain($"\"{word}\"", schema.GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Definition_WritingTool_CanBeConfirmedAndNeedNotBeInTheFirstCall(string name)
    {
        var schema = AllTools.Named(name).InputSchema;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(item => item.GetString()).ToList() : [];

        Assert.All(["confirm", "plan"], argument => Assert.Equal(WritingTools.Names.Contains(name), schema.GetProperty("properties").TryGetProperty(argument, out _)));
        Assert.DoesNotContain("confirm", required);
        Assert.DoesNotContain("plan", required);
    }

    [GeneratedRegex("^[a-z]+(_[a-z]+)+$")]
    private static partial Regex VerbNoun();
}
