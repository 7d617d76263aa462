using Mcp.Tools.Models.Tests.Tools;
using Microsoft.AspNetCore.Http;

namespace Mcp.Tools.Models.Tests.Hub;

/// <summary>The hub's answers in the shape that its API documents and has.</summary>
public sealed class HubScanTests
{
    private const string Model =
        """
        {"_id":"66","id":"acme/Tiny-1B","sha":"0e9e","pipeline_tag":"text-generation","library_name":"transformers","tags":["transformers","safetensors","llama","en","license:apache-2.0","base_model:acme/base","region:us"],
        "cardData":{"license":"apache-2.0","base_model":"acme/base","language":["en"]},
        "config":{"architectures":["LlamaForCausalLM"],"model_type":"llama"},
        "safetensors":{"parameters":{"BF16":1235814400},"total":1235814400},
        "siblings":[{"rfilename":"config.json"},{"rfilename":"model.safetensors","size":2471645608}]}
        """;

    [Fact]
    public async Task Scan_OneModel_HasWhatTheHubSays()
    {
        await using var hub = await LoopbackServer.StartAsync(new Dictionary<string, string> { ["/api/models/acme/Tiny-1B"] = Model });
        using var bench = new Bench(options => options.HubAddress = hub.Address);

        var scanned = await bench.CallAsync("scan_models", """{"source":"hub","query":"acme/Tiny-1B","confirm":true}""");
        var model = (await bench.CallAsync("get_model", """{"model":"acme/tiny-1b"}""")).GetProperty("model");

        Assert.Equal(1, scanned.Number("added"));
        Assert.Equal(("llama", "apache-2.0", "acme/base", "0e9e", "bf16"), (model.Text("architecture"), model.Text("license"), model.Text("parent"), model.Text("revision"), model.Text("precision")));
        Assert.Equal((1_235_814_400, 2_471_628_800), (model.GetProperty("parameter_count").GetInt64(), model.GetProperty("weights_bytes").GetInt64()));
        Assert.Equal(["transformers", "safetensors", "llama", "en"], model.List("tags").Select(tag => tag.GetString()));
        Assert.Equal($"{hub.Address}acme/Tiny-1B", model.Text("source_url"));
        Assert.Equal("measured", model.GetProperty("sources").GetProperty("parameter_count").Text("evidence"));
    }

    [Fact]
    public async Task Scan_Words_FollowsThePagesWithTheToken()
    {
        await using var hub = await LoopbackServer.StartAsync(async context =>
        {
            var page = context.Request.Query["cursor"].FirstOrDefault() ?? "0";
            if (page != "2")
            {
                context.Response.Headers.Link = $"<{context.Request.Scheme}://{context.Request.Host}/api/models?search=tiny&cursor={(page == "0" ? "1" : "2")}>; rel=\"next\"";
            }

            await context.Response.WriteAsync($$$"""[{"id":"acme/a{{{page}}}"},{"id":"acme/b{{{page}}}","safetensors":7,"tags":"x","gguf":{"total":5,"architecture":"qwen2","context_length":32768}},{"noid":1}]""");
        });
        using var bench = new Bench();
        var token = bench.Folder.Write("token", "hf_secretsecret\n"u8);
        bench.Options.HubAddress = hub.Address;
        bench.Options.HubTokenFile = token;

        var scanned = await bench.CallAsync("scan_models", """{"source":"hub","query":"tiny & co","most":5,"confirm":true}""");

        Assert.Equal(["acme/a0", "acme/b0", "acme/a1", "acme/b1", "acme/a2"], scanned.List("models").Select(id => id.GetString()));
        Assert.Equal(3, hub.Requests.Count);
        Assert.All(hub.Requests, request => Assert.EndsWith("Bearer hf_secretsecret", request, StringComparison.Ordinal));
        Assert.Contains("search=tiny%20%26%20co&limit=5&sort=downloads", hub.Requests[0], StringComparison.Ordinal);
        Assert.Equal("qwen2", (await bench.CallAsync("get_model", """{"model":"acme/b0"}""")).GetProperty("model").Text("architecture"));
    }

    [Fact]
    public async Task Scan_AskedToWait_WaitsAsLongAsIsSaid()
    {
        var calls = 0;
        await using var hub = await LoopbackServer.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                context.Response.StatusCode = 429;
                context.Response.Headers["RateLimit"] = "\"api\";r=0;t=42";
                return;
            }

            await context.Response.WriteAsync("""[{"id":"acme/a"}]""");
        });
        using var bench = new Bench(options => options.HubAddress = hub.Address);

        var scan = bench.CallAsync("scan_models", """{"source":"hub","query":"a","confirm":true}""");
        await bench.Time.Waited(TimeSpan.FromSeconds(42)).WaitAsync(TestContext.Current.CancellationToken);
        Assert.Single(hub.Requests);
        bench.Time.Advance(TimeSpan.FromSeconds(42));

        Assert.Equal(1, (await scan).Number("added"));
    }

    [Theory]
    [InlineData(401, "", "refused the key (401 Unauthorized)")]
    [InlineData(403, "", "does not allow it with this key")]
    [InlineData(404, "", "has nothing at")]
    [InlineData(500, "it broke", "answered 500 Internal Server Error: it broke")]
    [InlineData(200, "<html>", "answered no JSON")]
    [InlineData(200, "{}", "answered no list")]
    public async Task Scan_Refused_SaysWhyAndWhatToDo(int status, string body, string expected)
    {
        await using var hub = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });
        using var bench = new Bench(options => options.HubAddress = hub.Address);

        Assert.Contains(expected, await bench.RefusalAsync("scan_models", """{"source":"hub","query":"a","confirm":true}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_WaitTooLong_IsNotWaitedFor()
    {
        await using var hub = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        using var bench = new Bench(options => options.HubAddress = hub.Address);

        Assert.Contains("asks to wait", await bench.RefusalAsync("scan_models", """{"source":"hub","query":"a","confirm":true}"""), StringComparison.Ordinal);
        Assert.Single(hub.Requests);
    }

    [Fact]
    public async Task Scan_NextPageOnAnotherHost_IsNotFollowed()
    {
        await using var other = await LoopbackServer.StartAsync(new Dictionary<string, string>());
        await using var hub = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Headers.Link = $"<{other.Address}api/models>; rel=\"next\"";
            await context.Response.WriteAsync("""[{"id":"acme/a"}]""");
        });
        using var bench = new Bench(options => options.HubAddress = hub.Address);

        Assert.Contains("on another host", await bench.RefusalAsync("scan_models", """{"source":"hub","query":"a","confirm":true}"""), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Scan_NobodyListens_SaysSo()
    {
        using var bench = new Bench(options => options.HubAddress = new Uri("http://127.0.0.1:1/"));

        Assert.Contains("cannot be reached at http://127.0.0.1:1/", await bench.RefusalAsync("scan_models", """{"source":"hub","query":"a","confirm":true}"""), StringComparison.Ordinal);
    }
}
