using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class ModelFunctionTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void AsAIFunctions_All_AreTheToolsWithTheirSchemas()
    {
        var functions = _bench.Get<ModelToolset>().AsAIFunctions();

        Assert.Equal(AllTools.Definitions.Select(tool => (tool.Name, tool.Description)), functions.Select(function => (function.Name, (string?)function.Description)));
        Assert.All(functions, function => Assert.True(JsonElement.DeepEquals(AllTools.Named(function.Name).InputSchema, function.JsonSchema)));
    }

    [Fact]
    public async Task Invoke_Function_AnswersTheObject()
    {
        await _bench.RegisterAsync("acme/one");

        Assert.Equal("acme/one", (await CallAsync("get_model", new() { ["model"] = "acme/one" })).GetProperty("model").Text("id"));
    }

    [Fact]
    public async Task Invoke_Refused_IsAValueWithTheSentence() =>
        Assert.Contains("is no model of the catalogue", (await CallAsync("get_model", new() { ["model"] = "none" })).Text("error"), StringComparison.Ordinal);

    private async Task<JsonElement> CallAsync(string name, AIFunctionArguments arguments) =>
        (JsonElement)(await _bench.Get<ModelToolset>().AsAIFunctions("test").Single(function => function.Name == name).InvokeAsync(arguments, TestContext.Current.CancellationToken))!;
}
