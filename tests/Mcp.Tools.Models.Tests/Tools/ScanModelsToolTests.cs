using System.Text.Json;
using Mcp.Tools.Models.Tests.Scanning;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class ScanModelsToolTests : IDisposable
{
    private const string Config = """{"model_type":"llama","architectures":["LlamaForCausalLM"],"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"hidden_size":64,"max_position_embeddings":128}""";
    private const string Revision = "0123456789abcdef0123456789abcdef01234567";
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Scan_FolderWithSafetensors_IsReadWithItsSources()
    {
        _bench.Folder.Write("models/acme/tiny/model-00001-of-00002.safetensors", SafetensorsBytes.Tiny);
        _bench.Folder.Write("models/acme/tiny/model-00002-of-00002.safetensors", SafetensorsBytes.Tiny);
        Write("models/acme/tiny/config.json", Config);
        Write("models/acme/tiny/README.md", "---\nlicense: mit\ntags: [tests]\n---\n# Tiny\n\nA model that exists for tests alone and says nothing.\n");

        var scanned = await ScanAsync();
        var model = await ModelAsync("acme/tiny");

        Assert.Equal((1, 1, 0), (scanned.Number("total"), scanned.Number("added"), scanned.List("problems").Length));
        Assert.Equal(("llama", "decoder-only", "bf16", "mit"), (model.Text("architecture"), model.Text("type"), model.Text("precision"), model.Text("license")));
        Assert.Equal((20, 56, 2, 2, 16, 128), (model.Number("parameter_count"), model.Number("weights_bytes"), model.Number("layers"), model.Number("kv_heads"), model.Number("head_dim"), model.Number("context_length")));
        Assert.Equal("A model that exists for tests alone and says nothing.", model.Text("description"));
        Assert.Equal(["text-generation"], model.List("tasks").Select(task => task.GetString()));
        Assert.Equal(("measured", "declared", "declared"), (Evidence(model, "parameter_count"), Evidence(model, "layers"), Evidence(model, "license")));
        Assert.Equal(1, (await _bench.CallAsync("list_models", """{"tag":"tests","task":"text-generation"}""")).Number("total"));
    }

    [Fact]
    public async Task Scan_HuggingFaceCache_TakesIdAndRevisionOfTheHub()
    {
        _bench.Folder.Write("models/models--acme--tiny--v2/blobs/aa", SafetensorsBytes.Tiny);
        Write("models/models--acme--tiny--v2/refs/main", Revision);
        Write($"models/models--acme--tiny--v2/snapshots/{Revision}/config.json", Config);
        Write("models/models--acme--tiny--v2/snapshots/ffff/config.json", "{}");
        File.CreateSymbolicLink(_bench.Folder.File($"models/models--acme--tiny--v2/snapshots/{Revision}/model.safetensors"), "../../blobs/aa");

        var scanned = await ScanAsync();
        var model = await ModelAsync("acme/tiny/v2");

        Assert.Equal(1, scanned.Number("total"));
        Assert.Equal((Revision, 10), (model.Text("revision"), model.Number("parameter_count")));
    }

    [Fact]
    public async Task Scan_GgufFiles_AreAModelEachAndPartsAreOne()
    {
        _bench.Folder.Write("models/sub/tiny.Q4_K_M.gguf", GgufHeaderTests.Llama(new GgufBytes()).File());
        _bench.Folder.Write("models/sub/big-00001-of-00002.gguf", GgufHeaderTests.Llama(new GgufBytes()).File());
        _bench.Folder.Write("models/sub/big-00002-of-00002.gguf", new GgufBytes().Tensor("b", 0, 32, 8).File());

        await ScanAsync();
        var (tiny, big) = (await ModelAsync("sub/tiny.Q4_K_M"), await ModelAsync("sub/big"));

        Assert.Equal(("llama", "q4_k_m", "decoder-only"), (tiny.Text("architecture"), tiny.Text("precision"), tiny.Text("type")));
        Assert.Equal((2056, 4096, 128), (tiny.Number("parameter_count"), tiny.Number("context_length"), tiny.Number("head_dim")));
        Assert.Equal((2064, 2), (big.Number("parameter_count"), big.List("files").Length));
    }

    [Fact]
    public async Task Scan_Quantised_CountsWhatIsPacked()
    {
        _bench.Folder.Write("models/q/model.safetensors", SafetensorsBytes.File("""{"w":{"dtype":"I32","shape":[10],"data_offsets":[0,40]},"s":{"dtype":"F16","shape":[4],"data_offsets":[40,48]}}""", 48));
        Write("models/q/config.json", """{"quantization_config":{"quant_method":"gptq","bits":4}}""");

        await ScanAsync();
        var model = await ModelAsync("q");

        Assert.Equal((84, "int4", "estimated"), (model.Number("parameter_count"), model.Text("precision"), Evidence(model, "parameter_count")));
    }

    [Fact]
    public async Task Scan_Again_ReadsOnlyWhatChanged()
    {
        _bench.Folder.Write("models/a/model.safetensors", SafetensorsBytes.Tiny);
        var damaged = _bench.Folder.Write("models/b/model.safetensors", SafetensorsBytes.Tiny.AsSpan(0, SafetensorsBytes.Tiny.Length - 1));
        var first = await ScanAsync();
        var second = await ScanAsync();
        File.WriteAllBytes(damaged, SafetensorsBytes.Tiny);
        var third = await ScanAsync();

        Assert.Equal((1, 0, 1), (first.Number("added"), first.Number("unchanged"), first.List("problems").Length));
        Assert.Contains("model.safetensors: the tensor 'b'", first.List("problems")[0].Text("why"), StringComparison.Ordinal);
        Assert.Equal((0, 1, 1), (second.Number("added"), second.Number("unchanged"), second.List("problems").Length));
        Assert.Equal((1, 1, 0), (third.Number("added"), third.Number("unchanged"), third.List("problems").Length));
    }

    [Fact]
    public async Task Scan_AfterRemoval_AddsItAgain()
    {
        _bench.Folder.Write("models/a/model.safetensors", SafetensorsBytes.Tiny);
        await ScanAsync();
        await _bench.CallAsync("remove_model", """{"model":"a","confirm":true}""");

        Assert.Equal(1, (await ScanAsync()).Number("added"));
    }

    [Fact]
    public async Task Scan_ContentIds_AreThoseOfTheFiles()
    {
        _bench.Folder.Write("models/a/model.safetensors", SafetensorsBytes.Tiny);
        _bench.Folder.Write("models/a/note.txt", "hello world"u8);

        await ScanAsync(""","content_ids":true""");

        var files = (await ModelAsync("a")).List("files");
        Assert.Equal("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e", files.Single(file => file.Text("path") == "note.txt").Text("cid"));
    }

    [Fact]
    public async Task Scan_FolderOutside_IsRefused()
    {
        Directory.CreateDirectory(_bench.Folder.File("models"));
        Directory.CreateDirectory(_bench.Folder.File("models-other"));

        Assert.Contains("is in none of the folders that may be scanned", await RefusalAsync("models/../models-other"), StringComparison.Ordinal);
        Assert.Contains("does not exist", await RefusalAsync("models/none"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_LinkToFolderAbove_IsNotFollowed()
    {
        _bench.Folder.Write("models/a/model.safetensors", SafetensorsBytes.Tiny);
        Directory.CreateSymbolicLink(_bench.Folder.File("models/a/loop"), _bench.Folder.File("models"));

        Assert.Equal(1, (await ScanAsync()).Number("total"));
    }

    [Fact]
    public async Task Scan_Cancelled_EndsAndKeepsWhatWasRead()
    {
        _bench.Folder.Write("models/a/model.safetensors", SafetensorsBytes.Tiny);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.CallUntilAsync("scan_models", """{"confirm":true}""", cancelled.Token));

        Assert.Equal(1, (await ScanAsync()).Number("added"));
    }

    private Task<string> RefusalAsync(string folder) => _bench.RefusalAsync("scan_models", $$"""{"folder":"{{_bench.Folder.File(folder)}}","confirm":true}""");

    private Task<JsonElement> ScanAsync(string more = "") => _bench.CallAsync("scan_models", $$"""{"confirm":true{{more}}}""");

    private async Task<JsonElement> ModelAsync(string id) => (await _bench.CallAsync("get_model", $$"""{"model":"{{id}}"}""")).GetProperty("model");

    private void Write(string name, string content) => _bench.Folder.Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    private static string? Evidence(JsonElement model, string field) => model.GetProperty("sources").GetProperty(field).Text("evidence");
}
