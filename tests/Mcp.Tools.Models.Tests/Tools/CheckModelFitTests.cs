using System.Text.Json;
using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;
using Mcp.Tools.Models.Tools;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class CheckModelFitTests
{
    private readonly FixedHost _host = new();

    [Fact]
    public async Task Check_FitsBoth_SaysSoWithTheSum()
    {
        // 4,517,021,952 + 1,073,741,824 + 762,722,010.
        var answer = await Tool().CheckAsync(
            "q4_0", parameter_count: 8_030_261_248, context_length: 8192, layers: 32, kv_heads: 8, head_dim: 128,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(6_353_485_786, answer.Needs.TotalBytes);
        Assert.Equal((Verdict.Yes, Verdict.Yes), (answer.Memory.Fits, answer.Gpu.Fits));
        Assert.Equal("5.92 GiB as q4_0: fits into memory, 16.00 GiB available; fits on a GPU.", answer.Summary);
    }

    [Fact]
    public async Task Check_NoAttentionShape_IsUnknownAndAsksForIt()
    {
        var answer = await Tool().CheckAsync("fp16", 8, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((Verdict.Unknown, Verdict.Unknown), (answer.Memory.Fits, answer.Gpu.Fits));
        Assert.StartsWith("At least 16.15 GiB as fp16", answer.Summary, StringComparison.Ordinal);
        Assert.Contains("kv_heads", Assert.Single(answer.NextSteps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TooLarge_SuggestsTheNextNarrowerPrecision()
    {
        var answer = await Tool().CheckAsync(
            "fp32", 8, layers: 1, kv_heads: 1, head_dim: 1, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((Verdict.IfFreed, Verdict.IfSplit), (answer.Memory.Fits, answer.Gpu.Fits));
        Assert.Contains(answer.NextSteps, step => step.Contains("precision fp16", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("q4", 8.0, null, null, "'precision' must be one of fp32")]
    [InlineData("fp16", null, null, null, "Give parameters_billions")]
    [InlineData("fp16", 8.0, 5L, null, "not both")]
    [InlineData("fp16", -1.0, null, null, "'parameters_billions'")]
    [InlineData("fp16", null, 0L, null, "'parameter_count'")]
    [InlineData("fp16", 8.0, null, 32, "layers, kv_heads and head_dim together")]
    public async Task Check_WrongArguments_NameTheField(string precision, double? billions, long? count, int? layers, string expected)
    {
        var ex = await Assert.ThrowsAsync<McpException>(() =>
            Tool().CheckAsync(precision, billions, count, layers: layers, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(expected, ex.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, "'context_length' must be a whole number from 1 to 100000000, not 0.")]
    [InlineData(1, 5000, "'batch' must be a whole number from 1 to 4096, not 5000.")]
    public async Task Check_OutOfRange_NamesTheRange(int context, int batch, string expected)
    {
        var ex = await Assert.ThrowsAsync<McpException>(() =>
            Tool().CheckAsync("fp16", 8, context_length: context, batch: batch, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(expected, ex.Message);
    }

    [Fact]
    public void WithModels_Definition_HasHintsAndPlainTypes()
    {
        var tool = Registered().ProtocolTool;
        Assert.Equal("check_model_fit", tool.Name);
        Assert.Equal((true, false, true, false),
            (tool.Annotations!.ReadOnlyHint, tool.Annotations.DestructiveHint, tool.Annotations.IdempotentHint, tool.Annotations.OpenWorldHint));
        Assert.Equal("object", tool.OutputSchema!.Value.GetProperty("type").GetString());
        Assert.All(tool.InputSchema.GetProperty("properties").EnumerateObject(), property =>
            Assert.Equal(JsonValueKind.String, property.Value.GetProperty("type").ValueKind));
        Assert.Equal(["precision"], tool.InputSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void WithModels_Definition_OffersEveryKnownPrecision() => Assert.Equal(
        WeightPrecision.All.Select(precision => precision.Name),
        Registered().ProtocolTool.InputSchema.GetProperty("properties").GetProperty("precision").GetProperty("enum").EnumerateArray().Select(name => name.GetString()!));

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
        var result = await Tool().AsTool().InvokeAsync(
            new RequestContext<CallToolRequestParams>(server, request, parameters), TestContext.Current.CancellationToken);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(text), result.StructuredContent!.Value));
        Assert.Equal(1_000_000_000, result.StructuredContent.Value.GetProperty("needs").GetProperty("weights_bytes").GetInt64());
        Assert.False(result.StructuredContent.Value.GetProperty("needs").TryGetProperty("total_bytes", out _));
    }

    private CheckModelFit Tool() => new(_host, TimeProvider.System);

    private McpServerTool Registered()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IHostEvidence>(_host);
        services.AddMcpServer().WithModels();
        using var provider = services.BuildServiceProvider();
        return Assert.Single(provider.GetServices<McpServerTool>());
    }
}
