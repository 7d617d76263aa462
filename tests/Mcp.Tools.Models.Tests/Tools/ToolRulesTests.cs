using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>What holds for every tool.</summary>
public sealed partial class ToolRulesTests
{
    [Fact]
    public void Definitions_All_AreTheExpectedTools() => Assert.Equal(
        ["ask_model", "check_model_fit", "get_model", "list_models", "list_served_models", "model_launch_command", "model_stats", "rate_model", "recommend_model", "register_model", "remove_model", "scan_models", "search_models"],
        AllTools.Definitions.Select(tool => tool.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void WithModels_Twice_ListsEachToolOnce()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddMcpServer().WithModels().WithModels();
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
        var writes = ModelWritingTools.Names.Contains(name);

        Assert.Equal(!writes, hints.ReadOnlyHint);
        Assert.Equal(name is not (ModelWritingTools.RateModel or ModelWritingTools.AskModel), hints.IdempotentHint);
        Assert.Equal(name is ModelWritingTools.RemoveModel, hints.DestructiveHint);
        Assert.NotNull(hints.OpenWorldHint);
        Assert.Equal(AllTools.Named(name).Title, hints.Title);
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

    /// <summary>What changes the catalogue for everybody is confirmed; one rating and one question are not.</summary>
    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Definition_WritingTool_NeedsConfirm(string name)
    {
        var schema = AllTools.Named(name).InputSchema;
        var needsConfirm = schema.TryGetProperty("required", out var required) && required.EnumerateArray().Any(item => item.GetString() == "confirm");

        Assert.Equal(ModelWritingTools.Names.Contains(name) && name is not (ModelWritingTools.RateModel or ModelWritingTools.AskModel), needsConfirm);
    }

    [GeneratedRegex("^[a-z]+(_[a-z]+)+$")]
    private static partial Regex VerbNoun();
}
