using Mcp.Tools.Models.Serving;
using Mcp.Tools.Models.Tests.Tools;

namespace Mcp.Tools.Models.Tests.Serving;

public sealed class EndpointScanTests
{
    internal static readonly Dictionary<string, string> VLlm = new()
    {
        ["/v1/models"] = """{"object":"list","data":[{"id":"acme/Tiny-1B","object":"model","created":1,"owned_by":"vllm","root":"acme/Tiny-1B","max_model_len":8192}]}""",
    };

    internal static readonly Dictionary<string, string> Ollama = new()
    {
        ["/api/tags"] = """{"models":[{"name":"llama3.2:1b","model":"llama3.2:1b","size":1321098329,"digest":"baf6","details":{"format":"gguf","family":"llama","parameter_size":"1.2B","quantization_level":"Q8_0"}},{"name":"nomic:latest","size":5,"details":{}}]}""",
        ["/api/ps"] = """{"models":[{"name":"llama3.2:1b","size_vram":0}]}""",
    };

    [Fact]
    public async Task Scan_Endpoints_AddsTheirModelsAndListsThoseThatAreDown()
    {
        await using var first = await LoopbackServer.StartAsync(VLlm);
        await using var second = await LoopbackServer.StartAsync(Ollama);
        using var bench = new Bench(options => options.Endpoints =
        [
            new ModelEndpoint { Name = "gpu", Address = new Uri(first.Address, "v1") },
            new ModelEndpoint { Name = "box", Address = second.Address, Kind = ModelEndpointKind.Ollama },
            new ModelEndpoint { Name = "down", Address = new Uri("http://127.0.0.1:1/v1/") },
        ]);

        var scanned = await bench.CallAsync("scan_models", """{"source":"endpoints","confirm":true}""");
        var model = (await bench.CallAsync("get_model", """{"model":"llama3.2:1b"}""")).GetProperty("model");

        Assert.Equal(["acme/Tiny-1B", "llama3.2:1b", "nomic:latest"], scanned.List("models").Select(id => id.GetString()));
        Assert.Equal("down", Assert.Single(scanned.List("problems")).Text("what"));
        Assert.Equal(("llama", "q8_0", 1_200_000_000), (model.Text("architecture"), model.Text("precision"), model.Number("parameter_count")));
        Assert.Equal(("declared", "endpoint box"), (model.GetProperty("sources").GetProperty("precision").Text("evidence"), model.GetProperty("sources").GetProperty("precision").Text("source")));
    }

    [Theory]
    [InlineData("8.0B", 8_000_000_000L)]
    [InlineData("137M", 137_000_000L)]
    [InlineData("many", null)]
    [InlineData("B", null)]
    [InlineData(null, null)]
    public void Parameters_OllamasWords_AreNumbers(string? text, long? expected) => Assert.Equal(expected, ServedModels.Parameters(text));

    [Fact]
    public async Task Scan_NoEndpoint_SaysHowToSetOne()
    {
        using var bench = new Bench();
        Assert.Contains("--model-endpoint", await bench.RefusalAsync("scan_models", """{"source":"endpoints","confirm":true}"""), StringComparison.Ordinal);
    }
}
