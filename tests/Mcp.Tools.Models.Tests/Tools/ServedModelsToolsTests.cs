using Mcp.Tools.Models.Tests.Scanning;
using Mcp.Tools.Models.Tests.Serving;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class ServedModelsToolsTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task List_Endpoints_ShowsHealthAndModels()
    {
        await using var first = await LoopbackServer.StartAsync(EndpointScanTests.VLlm);
        await using var second = await LoopbackServer.StartAsync(EndpointScanTests.Ollama);
        _bench.Options.Endpoints =
        [
            new ModelEndpoint { Name = "gpu", Address = new Uri(first.Address, "v1/") },
            new ModelEndpoint { Name = "box", Address = second.Address, Kind = ModelEndpointKind.Ollama },
            new ModelEndpoint { Name = "wrong", Address = second.Address },
        ];
        await _bench.RegisterAsync("acme/Tiny-1B");

        var served = await _bench.CallAsync("list_served_models", """{"limit":2}""");
        var rest = await _bench.CallAsync("list_served_models", $$"""{"limit":2,"cursor":"{{served.Text("cursor")}}"}""");

        Assert.Equal("3 models served by 2 of 3 endpoints; not answering: wrong.", served.Text("summary"));
        Assert.Equal([("gpu", true), ("box", true), ("wrong", false)], served.List("endpoints").Select(endpoint => (endpoint.Text("name"), endpoint.GetProperty("healthy").GetBoolean())));
        Assert.Contains("has nothing at", served.List("endpoints")[2].Text("problem"), StringComparison.Ordinal);
        Assert.Equal([("acme/Tiny-1B", true), ("llama3.2:1b", false)], served.List("models").Select(model => (model.Text("id"), model.GetProperty("in_catalogue").GetBoolean())));
        Assert.Equal(8192, served.List("models")[0].Number("context_length"));
        Assert.True(served.List("models")[1].GetProperty("loaded").GetBoolean());
        Assert.Equal("nomic:latest", Assert.Single(rest.List("models")).Text("id"));
    }

    [Fact]
    public async Task List_NoneOrUnknown_SaysHowToSetOne()
    {
        Assert.Contains("No endpoint is configured", (await _bench.CallAsync("list_served_models")).Text("summary"), StringComparison.Ordinal);
        Assert.Contains("--model-endpoint", await _bench.RefusalAsync("list_served_models", """{"endpoint":"x"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_GgufFile_UsesTheGpuThroughLlamaCpp()
    {
        var file = _bench.Folder.Write("models/it's/tiny.gguf", GgufHeaderTests.Llama(new GgufBytes()).File());
        await _bench.CallAsync("scan_models", """{"confirm":true}""");

        var launch = await _bench.CallAsync("model_launch_command", """{"model":"it's/tiny","context_length":2048,"batch":4}""");

        var quoted = $"'{file.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        Assert.Equal($"llama-server --model {quoted} --ctx-size 8192 --parallel 4 --n-gpu-layers 999 --host 127.0.0.1 --port 8080", launch.Text("shell"));
        Assert.Contains("--gpus all --ipc host --volume", launch.Text("container"), StringComparison.Ordinal);
        Assert.Contains("LLAMA_ARG_MODEL=/models/tiny.gguf", launch.Text("container"), StringComparison.Ordinal);
        Assert.Contains("ghcr.io/ggml-org/llama.cpp:server-cuda", launch.Text("container"), StringComparison.Ordinal);
        Assert.False(launch.Has("service"));
        Assert.Contains("fits on a GPU", launch.Text("fits"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_ModelOfTheHub_IsACommandAContainerAndAService()
    {
        await _bench.RegisterAsync("acme/big", """ "parameter_count":14000000000,"precision":"bf16","layers":40,"kv_heads":8,"head_dim":128,"revision":"abc","backends":["safetensors"],"serving":{"arguments":["--enable-prefix-caching"]} """);

        var vllm = await _bench.CallAsync("model_launch_command", """{"model":"acme/big"}""");
        var tgi = await _bench.CallAsync("model_launch_command", """{"model":"acme/big","engine":"tgi","port":9100}""");
        var ollama = await _bench.CallAsync("model_launch_command", """{"model":"acme/big","engine":"ollama"}""");

        Assert.Equal("vllm serve acme/big --revision abc --max-model-len 4096 --max-num-seqs 1 --tensor-parallel-size 2 --host 127.0.0.1 --port 8000 --enable-prefix-caching", vllm.Text("shell"));
        Assert.Equal(2, vllm.Number("gpus"));
        Assert.False(vllm.Has("service"));
        Assert.Contains("vllm/vllm-openai:latest acme/big --revision abc", vllm.Text("container"), StringComparison.Ordinal);
        Assert.Contains("--host 0.0.0.0", vllm.Text("container"), StringComparison.Ordinal);
        Assert.StartsWith("text-generation-launcher --model-id acme/big --revision abc --max-total-tokens 4096 --max-input-tokens 3072", tgi.Text("shell"), StringComparison.Ordinal);
        Assert.Contains("      MODEL_ID: 'acme/big'\n", tgi.Text("service"), StringComparison.Ordinal);
        Assert.EndsWith("    options: --gpus all\n", tgi.Text("service"), StringComparison.Ordinal);
        Assert.Contains("ollama pull hf.co/acme/big", ollama.List("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vllm", "VLLM_CPU_KVCACHE_SPACE=4 vllm serve acme/small")]
    [InlineData("llama.cpp", "--n-gpu-layers 0")]
    public async Task Launch_NoGpu_HasTheFlagsForTheProcessor(string engine, string expected)
    {
        _bench.Host.HasGpus = false;
        await _bench.RegisterAsync("acme/small", """ "parameter_count":1000000000,"precision":"bf16","layers":4,"kv_heads":8,"head_dim":128 """);

        var launch = await _bench.CallAsync("model_launch_command", $$"""{"model":"acme/small","engine":"{{engine}}"}""");

        Assert.Contains(expected, launch.Text("shell"), StringComparison.Ordinal);
        Assert.DoesNotContain("--gpus", launch.Text("container"), StringComparison.Ordinal);
        Assert.Equal(0, launch.Number("gpus"));
        Assert.Contains("fits into memory", launch.Text("fits"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_TgiWithoutGpu_IsRefusedWithAnother()
    {
        _bench.Host.HasGpus = false;
        await _bench.RegisterAsync("acme/small");

        Assert.Contains("use llama.cpp", await _bench.RefusalAsync("model_launch_command", """{"model":"acme/small","engine":"tgi"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_IdWithShellSigns_IsOneWord()
    {
        await _bench.RegisterAsync("a; rm -rf $HOME", """ "parameter_count":1000,"precision":"bf16" """);
        await _bench.RegisterAsync("--help");

        Assert.Contains(" 'a; rm -rf $HOME' ", (await _bench.CallAsync("model_launch_command", """{"model":"a; rm -rf $HOME"}""")).Text("shell"), StringComparison.Ordinal);
        Assert.Contains("begins with a dash", await _bench.RefusalAsync("model_launch_command", """{"model":"--help"}"""), StringComparison.Ordinal);
    }
}
