using System.Text.Json;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>The host has 16 GiB available and two GPUs of 20 GiB free each.</summary>
public sealed class RecommendModelToolTests : IDisposable
{
    private const string Shape = """ "layers":32,"kv_heads":8,"head_dim":128 """;
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Recommend_OnlyWhatFitsAndHasTheTask()
    {
        await AddAsync("fits", 8_000_000_000, "q4_0");
        await AddAsync("too-large", 70_000_000_000, "fp16");
        await AddAsync("only-split", 12_000_000_000, "fp16");
        await AddAsync("other-task", 1_000_000_000, "q4_0", "summarization");
        await _bench.RegisterAsync("size-unknown", """ "tasks":["text-generation"] """);
        await _bench.RegisterAsync("cache-unknown", """ "tasks":["text-generation"],"parameter_count":1000000,"precision":"fp16" """);

        var answer = await RecommendAsync(""" "limit":20 """);

        Assert.Equal(["fits"], Ids(answer));
        Assert.Equal((5, 1), (answer.Number("total"), answer.Number("candidates")));
        Assert.Equal(
            [("it does not fit", 2), ("its attention's shape is not known, and so not its cache", 1), ("its size is not known", 1)],
            answer.List("left_out").Select(reason => (reason.Text("name")!, reason.Number("count"))).OrderBy(reason => reason.Item1, StringComparer.Ordinal));
        Assert.Equal("gpu-16gib", answer.Text("hardware"));
        Assert.Contains("fits on a GPU", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_EncoderWithoutCache_NeedsNoShape()
    {
        await _bench.RegisterAsync("embedder", """ "type":"embedding","tasks":["feature-extraction"],"parameter_count":22000000,"precision":"fp32" """);

        Assert.Equal(["embedder"], Ids(await _bench.CallAsync("recommend_model", """{"task":"feature-extraction"}""")));
    }

    [Theory]
    [InlineData("speed", "small")]
    [InlineData("quality", "large")]
    public async Task Recommend_NoRatings_FollowsThePreference(string preference, string expected)
    {
        await AddAsync("small", 1_000_000_000, "q4_0");
        await AddAsync("large", 14_000_000_000, "q4_0");

        Assert.Equal(expected, Ids(await RecommendAsync($""" "preference":"{preference}","policy":"ucb" """))[0]);
    }

    [Fact]
    public async Task Recommend_Ratings_WinOverSizeAndOutliveARestart()
    {
        await AddAsync("small", 1_000_000_000, "q4_0");
        await AddAsync("large", 14_000_000_000, "q4_0");
        for (var time = 0; time < 30; time++)
        {
            await RateAsync("small", 0.9);
            await RateAsync("large", 0.2);
        }

        using var restarted = new Bench(catalogue: _bench.Folder.File("models.db"));
        foreach (var policy in new[] { "thompson", "ucb", "epsilon_greedy" })
        {
            var answer = await restarted.CallAsync("recommend_model", $$"""{"task":"text-generation","preference":"quality","policy":"{{policy}}","seed":5}""");
            Assert.Equal((policy, "small", 30), (policy, Ids(answer)[0], answer.List("models")[0].Number("ratings")));
        }
    }

    [Fact]
    public async Task Recommend_RatingsOfOtherTaskOrHardware_DoNotCount()
    {
        await AddAsync("small", 1_000_000_000, "q4_0", "text-generation\",\"summarization");
        await _bench.CallAsync("rate_model", """{"model":"small","task":"summarization","reward":1}""");
        await _bench.CallAsync("rate_model", """{"model":"small","task":"text-generation","reward":1,"hardware":"cpu-8gib"}""");

        Assert.Equal(0, (await RecommendAsync("")).List("models")[0].Number("ratings"));
    }

    [Fact]
    public async Task Recommend_SameSeed_IsTheSameAndIsTold()
    {
        for (var number = 0; number < 6; number++)
        {
            await AddAsync($"m{number}", 1_000_000_000, "q4_0");
        }

        var first = await RecommendAsync(""" "limit":6 """);
        var again = await RecommendAsync($""" "limit":6,"seed":{first.Number("seed")} """);

        Assert.Equal(Ids(first), Ids(again));
    }

    [Fact]
    public async Task Recommend_ServedAtAnEndpoint_NeedsNotFit()
    {
        await using var server = await LoopbackServer.StartAsync(Serving.EndpointScanTests.VLlm);
        _bench.Options.Endpoints.Add(new ModelEndpoint { Name = "gpu", Address = new Uri(server.Address, "v1/") });
        await _bench.CallAsync("scan_models", """{"source":"endpoints","confirm":true}""");
        await _bench.RegisterAsync("acme/Tiny-1B", """ "tasks":["text-generation"] """);

        var answer = await RecommendAsync("");

        Assert.Equal(["acme/Tiny-1B"], Ids(answer));
        Assert.Contains("served at http://127.0.0.1", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_MinContext_LeavesOutShortOnes()
    {
        await _bench.RegisterAsync("short", $""" "tasks":["text-generation"],"parameter_count":1000000,"precision":"fp16","context_length":512,{Shape} """);

        Assert.Contains("its context is too short", (await RecommendAsync(""" "min_context":1024 """)).Text("summary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"small","task":"translation","reward":1}""", "is none of this model: 'translation'. It has text-generation")]
    [InlineData("""{"model":"small","task":"text-generation","reward":1.5}""", "must be from 0 to 1, not 1.5")]
    [InlineData("""{"model":"none","task":"text-generation","reward":1}""", "is no model of the catalogue")]
    public async Task Rate_Wrong_SaysWhat(string arguments, string expected)
    {
        await AddAsync("small", 1_000_000_000, "q4_0");

        Assert.Contains(expected, await _bench.RefusalAsync("rate_model", arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_RealValues_AreKeptAsTheyAre()
    {
        await AddAsync("small", 1_000_000_000, "q4_0");
        await RateAsync("small", 0.25);

        var rated = await RateAsync("small", 0.5);

        Assert.Equal((2, 0.375), (rated.Number("ratings"), rated.GetProperty("mean_rating").GetDouble()));
        Assert.Equal(0.375, (await _bench.CallAsync("get_model", """{"model":"small"}""")).GetProperty("mean_rating").GetDouble());
    }

    private Task<JsonElement> AddAsync(string id, long parameters, string precision, string task = "text-generation") =>
        _bench.RegisterAsync(id, $""" "tasks":["{task}"],"parameter_count":{parameters},"precision":"{precision}",{Shape} """);

    private Task<JsonElement> RateAsync(string id, double reward) =>
        _bench.CallAsync("rate_model", FormattableString.Invariant($$"""{"model":"{{id}}","task":"text-generation","reward":{{reward}}}"""));

    private Task<JsonElement> RecommendAsync(string more) =>
        _bench.CallAsync("recommend_model", $$"""{"task":"text-generation"{{(more.Length > 0 ? "," + more : "")}}}""");

    private static List<string> Ids(JsonElement answer) => [.. answer.List("models").Select(model => model.Text("id")!)];
}
