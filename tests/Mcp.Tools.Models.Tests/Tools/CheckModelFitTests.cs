using System.Text.Json;
using Mcp.Tools.Models.Fit;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class CheckModelFitTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Check_FitsBoth_SaysSoWithTheSum()
    {
        // 4,517,021,952 + 1,073,741,824 + 762,722,010.
        var answer = await CallAsync("""{"precision":"q4_0","parameter_count":8030261248,"context_length":8192,"layers":32,"kv_heads":8,"head_dim":128}""");
        Assert.Equal(6_353_485_786, answer.GetProperty("needs").GetProperty("total_bytes").GetInt64());
        Assert.Equal(("yes", "yes"), Fits(answer));
        Assert.Equal("5.92 GiB as q4_0: fits into memory, 16.00 GiB available; fits on a GPU.", answer.Text("summary"));
    }

    [Fact]
    public async Task Check_NoAttentionShape_IsUnknownAndAsksForIt()
    {
        var answer = await CallAsync("""{"precision":"fp16","parameters_billions":8}""");
        Assert.Equal(("unknown", "unknown"), Fits(answer));
        Assert.StartsWith("At least 16.15 GiB as fp16", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("kv_heads", Assert.Single(answer.List("next_steps")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TooLarge_SuggestsTheNextNarrowerPrecision()
    {
        var answer = await CallAsync("""{"precision":"fp32","parameters_billions":8,"layers":1,"kv_heads":1,"head_dim":1}""");
        Assert.Equal(("if_freed", "if_split"), Fits(answer));
        Assert.Contains(answer.List("next_steps"), step => step.GetString()!.Contains("precision fp16", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_ModelOfTheCatalogue_TakesItsNumbersAndWhatIsGivenWins()
    {
        await _bench.RegisterAsync("acme/tiny", """ "parameter_count":8030261248,"precision":"fp16","layers":32,"kv_heads":8,"head_dim":128 """);

        var whole = await CallAsync("""{"model":"acme/tiny","context_length":8192}""");
        var narrow = await CallAsync("""{"model":"ACME/tiny","context_length":8192,"precision":"q4_0"}""");

        Assert.Equal(16_060_522_496, whole.GetProperty("needs").GetProperty("weights_bytes").GetInt64());
        Assert.Equal(6_353_485_786, narrow.GetProperty("needs").GetProperty("total_bytes").GetInt64());
    }

    [Theory]
    [InlineData("""{"model":"no/such"}""", "is no model of the catalogue: 'no/such'")]
    [InlineData("""{"precision":"q4","parameters_billions":8}""", "'precision' of check_model_fit must be one of fp32")]
    [InlineData("""{"precision":"fp16"}""", "parameters_billions (for example 8.03)")]
    [InlineData("""{"parameters_billions":8}""", "Give precision, one of fp32")]
    [InlineData("""{"precision":"fp16","parameters_billions":8,"parameter_count":5}""", "not both")]
    [InlineData("""{"precision":"fp16","parameters_billions":-1}""", "'parameters_billions'")]
    [InlineData("""{"precision":"fp16","parameter_count":0}""", "'parameter_count'")]
    [InlineData("""{"precision":"fp16","parameters_billions":8,"layers":32}""", "layers, kv_heads and head_dim together")]
    [InlineData("""{"precision":"fp16","parameters_billions":8,"context_length":0}""", "'context_length' of check_model_fit must be from 1 to 100000000, not 0.")]
    [InlineData("""{"precision":"fp16","parameters_billions":8,"batch":5000}""", "'batch' of check_model_fit must be from 1 to 4096, not 5000.")]
    [InlineData("""{"precision":"fp16","parameters_billions":8,"context_length":100000000,"batch":4096,"layers":65536,"kv_heads":65536,"head_dim":65536}""", "more bytes than can be counted")]
    public async Task Check_WrongArguments_NameTheField(string arguments, string expected) =>
        Assert.Contains(expected, await _bench.RefusalAsync("check_model_fit", arguments), StringComparison.Ordinal);

    [Fact]
    public void Definition_Precision_OffersEveryKnownOne() => Assert.Equal(
        WeightPrecision.All.Select(precision => precision.Name),
        AllTools.Named("check_model_fit").InputSchema.GetProperty("properties").GetProperty("precision").GetProperty("enum").EnumerateArray().Select(name => name.GetString()!));

    [Fact]
    public async Task Invoke_Answer_TextIsTheJsonOfTheStructure()
    {
        await using var transport = new StreamServerTransport(Stream.Null, Stream.Null);
        await using var server = McpServer.Create(transport, new McpServerOptions());
        var request = new JsonRpcRequest { Id = new RequestId(1), Method = RequestMethods.ToolsCall };
        var parameters = new CallToolRequestParams
        {
            Name = "check_model_fit",
            Arguments = new Dictionary<string, JsonElement> { ["precision"] = JsonElement.Parse("\"int8\""), ["parameters_billions"] = JsonElement.Parse("1") },
        };
        var result = await _bench.Tool("check_model_fit").InvokeAsync(
            new RequestContext<CallToolRequestParams>(server, request, parameters), TestContext.Current.CancellationToken);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(text), result.StructuredContent!.Value));
        Assert.Equal(1_000_000_000, result.StructuredContent.Value.GetProperty("needs").GetProperty("weights_bytes").GetInt64());
        Assert.False(result.StructuredContent.Value.GetProperty("needs").TryGetProperty("total_bytes", out _));
    }

    private Task<JsonElement> CallAsync(string arguments) => _bench.CallAsync("check_model_fit", arguments);

    private static (string?, string?) Fits(JsonElement answer) => (answer.GetProperty("memory").Text("fits"), answer.GetProperty("gpu").Text("fits"));
}
