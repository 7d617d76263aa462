using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class RunnerFunctionTests
{
    [Fact]
    public async Task AsAIFunctions_Always_AreTheToolsThatAnMcpClientSees()
    {
        await using var bench = await Bench.StartAsync();

        var functions = Functions(bench);

        Assert.Equal(AllTools.Definitions.Select(tool => tool.Name), functions.Select(function => function.Name));
        Assert.All(functions, function =>
        {
            var tool = AllTools.Named(function.Name);
            Assert.Equal(tool.Description, function.Description);
            Assert.True(JsonElement.DeepEquals(tool.InputSchema, function.JsonSchema));
            Assert.True(JsonElement.DeepEquals(tool.OutputSchema!.Value, function.ReturnJsonSchema!.Value));
            Assert.Equal(tool.Annotations!.ReadOnlyHint, function.AdditionalProperties["readOnlyHint"]);
            Assert.Equal(tool.Annotations.DestructiveHint, function.AdditionalProperties["destructiveHint"]);
            Assert.Equal(tool.Title, function.AdditionalProperties["title"]);
        });
    }

    [Fact]
    public async Task Invoke_ValuesOfDotNet_AreTheSameAsJson()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue()]);

        var typed = await InvokeAsync(bench, "list_jobs", new() { ["status"] = "all", ["limit"] = 5 });
        var json = await InvokeAsync(bench, "list_jobs", new() { ["status"] = JsonElement.Parse("\"all\""), ["limit"] = JsonValue.Create(5) });

        Assert.Equal(JsonValueKind.Object, typed.ValueKind);
        Assert.Single(typed.List("jobs"));
        Assert.True(JsonElement.DeepEquals(typed, json));
        Assert.True(JsonElement.DeepEquals(typed, await bench.AskAsync("list_jobs", """{"status":"all","limit":5}""")));
    }

    [Theory]
    [InlineData("queue_status", "limit", 1000, "'limit' of queue_status must be from 1 to 100, not 1000")]
    [InlineData("queue_status", "limits", 1, "has no argument 'limits'. It takes: repository, limit, cursor")]
    [InlineData("queue_status", "repository", null, "not null; leave it out instead")]
    [InlineData("explain_job", null, null, "explain_job needs the argument 'job'")]
    [InlineData("launch_runner", "confirm", true, "launch_runner needs the argument 'repository'")]
    public async Task Invoke_WrongArguments_AnswersTheSentence(string tool, string? name, object? value, string expected)
    {
        await using var bench = await Bench.StartAsync();

        var answer = await InvokeAsync(bench, tool, name is null ? [] : new() { [name] = value });

        Assert.Contains(expected, answer.Text("error"), StringComparison.Ordinal);
        Assert.Single(answer.EnumerateObject());
    }

    [Fact]
    public async Task Invoke_WritingToolThatIsOff_SaysHowToAllowIt()
    {
        await using var bench = await Bench.StartAsync();

        var answer = await InvokeAsync(bench, "launch_runner", new() { ["repository"] = "octo/web", ["confirm"] = true });

        Assert.Contains("--allow launch_runner", answer.Text("error"), StringComparison.Ordinal);
        Assert.Empty(bench.Ledger.Runners.ListRecent(10, beforeId: null));
    }

    [Fact]
    public async Task Invoke_Cancelled_ThrowsInsteadOfAnswering()
    {
        await using var bench = await Bench.StartAsync();
        bench.Queue();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Function(bench, "list_failed_runs").InvokeAsync(new() { ["repository"] = "octo/web" }, cancelled.Token).AsTask());
    }

    private static IReadOnlyList<AIFunction> Functions(Bench bench) => bench.Services.GetRequiredService<RunnerToolset>().AsAIFunctions();

    private static AIFunction Function(Bench bench, string name) => Functions(bench).Single(function => function.Name == name);

    private static async Task<JsonElement> InvokeAsync(Bench bench, string tool, AIFunctionArguments arguments) =>
        Assert.IsType<JsonElement>(await Function(bench, tool).InvokeAsync(arguments, TestContext.Current.CancellationToken));
}
