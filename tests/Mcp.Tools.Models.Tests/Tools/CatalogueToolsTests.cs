using System.Text;
using System.Text.Json;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class CatalogueToolsTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Register_New_IsFoundWithItsSources()
    {
        var registered = await _bench.RegisterAsync("acme/one", """
            "type":"decoder-only","architecture":"llama","tasks":["text-generation"],"license":"mit","performance":[{"metric":"tokens_per_second","value":12.5,"evidence":"measured","hardware":"cpu"}]
            """);
        var model = (await _bench.CallAsync("get_model", """{"model":"acme/one"}""")).GetProperty("model");

        Assert.True(registered.GetProperty("is_new").GetBoolean());
        Assert.Equal("llama", model.Text("architecture"));
        var source = model.GetProperty("sources").GetProperty("architecture");
        Assert.Equal(("declared", "register_model"), (source.Text("evidence"), source.Text("source")));
        Assert.Equal(_bench.Time.GetUtcNow(), source.GetProperty("at").GetDateTimeOffset());
        var figure = Assert.Single(model.List("performance"));
        Assert.Equal(("measured", "bench 1.0", 12.5), (figure.Text("evidence"), figure.Text("source"), figure.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task Register_Again_ChangesWhatIsGivenAndKeepsTheRest()
    {
        await _bench.RegisterAsync("acme/one", """ "architecture":"llama","license":"mit","performance":[{"metric":"a","value":1,"evidence":"declared"}] """);

        var registered = await _bench.RegisterAsync("ACME/One", """ "license":"apache-2.0","performance":[{"metric":"a","value":2,"evidence":"declared"},{"metric":"b","value":3,"evidence":"declared"}] """);

        Assert.False(registered.GetProperty("is_new").GetBoolean());
        var model = (await _bench.CallAsync("get_model", """{"model":"acme/one"}""")).GetProperty("model");
        Assert.Equal(("acme/one", "llama", "apache-2.0"), (model.Text("id"), model.Text("architecture"), model.Text("license")));
        Assert.Equal([2.0, 3.0], model.List("performance").Select(figure => figure.GetProperty("value").GetDouble()));
    }

    [Theory]
    [InlineData("register_model", """{"id":"a","confirm":true}""")]
    [InlineData("remove_model", """{"model":"a","confirm":true}""")]
    public async Task WritingTool_NotAllowed_IsRefusedAndAudited(string tool, string arguments)
    {
        using var bench = new Bench(options => options.AllowedTools.Clear());

        Assert.Contains($"{tool} is off. ", await bench.RefusalAsync(tool, arguments), StringComparison.Ordinal);

        Assert.Equal((tool, "refused: not allowed"), bench.Get<AuditLog>().Recent(1) is [var entry] ? (entry.Tool, entry.Outcome) : default);
    }

    [Fact]
    public async Task WritingTool_NotConfirmed_SaysHowAndChangesNothing()
    {
        Assert.EndsWith("call again with 'confirm': true.", await _bench.RefusalAsync("register_model", """{"id":"a","confirm":false}"""), StringComparison.Ordinal);

        Assert.Equal(0, (await _bench.CallAsync("model_stats")).Number("total_models"));
    }

    [Fact]
    public async Task List_Pages_ShowEachModelOnceThoughSomeAreAdded()
    {
        for (var number = 0; number < 7; number++)
        {
            await _bench.RegisterAsync($"acme/m{number}", """ "tasks":["text-generation"] """);
        }

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await _bench.CallAsync("list_models", cursor is null ? """{"limit":3}""" : $$"""{"limit":3,"cursor":"{{cursor}}"}""");
            seen.AddRange(page.List("models").Select(model => model.Text("id")!));
            cursor = page.Text("cursor");
            await _bench.RegisterAsync($"acme/late{seen.Count}");
        }
        while (cursor is not null);

        Assert.Equal(["acme/m6", "acme/m5", "acme/m4", "acme/m3", "acme/m2", "acme/m1", "acme/m0"], seen);
    }

    [Theory]
    [InlineData(""" "task":"text-generation" """, "big,small")]
    [InlineData(""" "task":"Text-Generation","max_parameters":1000 """, "small")]
    [InlineData(""" "architecture":"bert" """, "embedder")]
    [InlineData(""" "backend":"gguf" """, "small")]
    [InlineData(""" "hardware":"cuda","license":"mit" """, "big")]
    [InlineData(""" "type":"embedding" """, "embedder")]
    [InlineData(""" "tag":"french" """, "embedder")]
    [InlineData(""" "min_parameters":1001 """, "big")]
    [InlineData(""" "tag":"fren" """, "")]
    public async Task List_Filter_IsExact(string filter, string expected)
    {
        await _bench.RegisterAsync("small", """ "tasks":["text-generation"],"architecture":"llama","parameter_count":1000,"backends":["gguf"],"license":"mit" """);
        await _bench.RegisterAsync("big", """ "tasks":["text-generation"],"architecture":"llama","parameter_count":2000,"hardware":["cuda"],"license":"MIT" """);
        await _bench.RegisterAsync("embedder", """ "tasks":["feature-extraction"],"architecture":"bert","type":"embedding","tags":["french"] """);

        var listed = await _bench.CallAsync("list_models", $"{{{filter}}}");

        Assert.Equal(expected, string.Join(',', listed.List("models").Select(model => model.Text("id"))));
        Assert.Equal(listed.List("models").Length, listed.Number("total"));
    }

    [Fact]
    public async Task Search_SameWord_IdCountsMostThenDescriptionThenTagThenCard()
    {
        await _bench.RegisterAsync("a/card", """ "card":"about whales" """);
        await _bench.RegisterAsync("a/tag", """ "tags":["whales"] """);
        await _bench.RegisterAsync("a/text", """ "description":"about whales" """);
        await _bench.RegisterAsync("a/whales");
        await _bench.RegisterAsync("a/none", """ "description":"about dolphins" """);

        var found = await _bench.CallAsync("search_models", """{"query":"whales"}""");

        Assert.Equal(["a/whales", "a/text", "a/tag", "a/card"], found.List("models").Select(hit => hit.GetProperty("model").Text("id")));
        Assert.Equal(["id 100 %", "description 100 %", "tags 100 %", "card 100 %"], found.List("models").Select(hit => hit.Text("why")));
    }

    [Fact]
    public async Task Search_SignsOfTheIndex_AreOnlyWords()
    {
        await _bench.RegisterAsync("meta/Llama-3.1-8B");

        Assert.Equal(1, (await _bench.CallAsync("search_models", """{"query":"\"llama\" 3.1* AND (8b OR -NEAR/"}""")).Number("total"));
        Assert.Equal(1, (await _bench.CallAsync("search_models", """{"query":"meta lla"}""")).Number("total"));
        Assert.Equal(0, (await _bench.CallAsync("search_models", """{"query":"id:nothing"}""")).Number("total"));
        Assert.Contains("at least one word", await _bench.RefusalAsync("search_models", """{"query":"*- \""}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_NoModelHasAllWords_FindsThoseWithSomeAndSaysSo()
    {
        await _bench.RegisterAsync("a/one");
        await _bench.RegisterAsync("a/two");

        var found = await _bench.CallAsync("search_models", """{"query":"one two"}""");

        Assert.Equal(2, found.Number("total"));
        Assert.Contains("No model has all the words", found.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FilterAndPages_HoldTogether()
    {
        for (var number = 0; number < 5; number++)
        {
            await _bench.RegisterAsync($"chat/{number}", $$""" "tasks":["{{(number % 2 == 0 ? "even" : "odd")}}"],"parameter_count":{{number + 1}} """);
        }

        var first = await _bench.CallAsync("search_models", """{"query":"chat","task":"even","limit":2}""");
        var second = await _bench.CallAsync("search_models", $$"""{"query":"chat","task":"even","limit":2,"cursor":"{{first.Text("cursor")}}"}""");
        var sized = await _bench.CallAsync("search_models", """{"query":"chat","min_parameters":2,"max_parameters":3}""");

        Assert.Equal((3, 2, 1, false), (first.Number("total"), first.List("models").Length, second.List("models").Length, second.Has("cursor")));
        Assert.Equal(2, sized.Number("total"));
        Assert.Contains("for the same other arguments", await _bench.RefusalAsync("search_models", $$"""{"query":"talk","cursor":"{{first.Text("cursor")}}"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_VeryManyMatch_ThoseWithTheWordInTheirIdComeFirst()
    {
        _bench.Get<ModelCatalogue>().Register(
            [new ModelRecord { Id = "old/whale" }, .. Enumerable.Range(0, ModelSearch.MostRanked + 500).Select(number => new ModelRecord { Id = $"m/{number}", Card = "a whale" })],
            new FieldSource(Evidence.Declared, "test", default));

        var found = await _bench.CallAsync("search_models", """{"query":"whale","limit":3}""");
        var next = await _bench.CallAsync("search_models", $$"""{"query":"whale","limit":3,"cursor":"{{found.Text("cursor")}}"}""");

        Assert.Equal(ModelSearch.MostRanked + 501, found.Number("total"));
        Assert.Equal("old/whale", found.List("models")[0].GetProperty("model").Text("id"));
        Assert.Contains("Too many to rank all", found.Text("summary"), StringComparison.Ordinal);
        Assert.Empty(found.List("models").Select(hit => hit.GetProperty("model").Text("id")).Intersect(next.List("models").Select(hit => hit.GetProperty("model").Text("id"))));
    }

    [Fact]
    public async Task Search_UnfinishedLastWord_IsFoundIfNoModelHasItWhole()
    {
        await _bench.RegisterAsync("a/whales");

        Assert.Equal(1, (await _bench.CallAsync("search_models", """{"query":"whal"}""")).Number("total"));
    }

    [Fact]
    public async Task Remove_Model_IsGoneFromListSearchAndStats()
    {
        await _bench.RegisterAsync("acme/one", """ "tasks":["chat"],"description":"whales" """);

        var removed = await _bench.CallAsync("remove_model", """{"model":"acme/ONE","confirm":true}""");

        Assert.Equal("acme/one", removed.Text("id"));
        Assert.Equal(0, (await _bench.CallAsync("list_models")).Number("total"));
        Assert.Equal(0, (await _bench.CallAsync("search_models", """{"query":"whales"}""")).Number("total"));
        Assert.Empty((await _bench.CallAsync("model_stats")).List("models_by_task"));
        Assert.Contains("is no model of the catalogue", await _bench.RefusalAsync("remove_model", """{"model":"acme/one","confirm":true}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_Uses_AreCountedWithTheirTime()
    {
        await _bench.RegisterAsync("a", """ "architecture":"llama","tasks":["chat"],"parameter_count":5 """);
        await _bench.RegisterAsync("b", """ "architecture":"llama","tasks":["chat","code"],"performance":[{"metric":"x","value":1,"evidence":"estimated"}] """);
        await _bench.RegisterAsync("c");
        _bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.True(_bench.Get<ModelCatalogue>().CountUse("B"));
        Assert.False(_bench.Get<ModelCatalogue>().CountUse("d"));

        var stats = await _bench.CallAsync("model_stats");

        Assert.Equal((3, 1, 1), (stats.Number("total_models"), stats.Number("models_with_performance"), stats.Number("models_with_compatibility")));
        Assert.Equal([("llama", 2), ("unknown", 1)], Counts(stats, "models_by_architecture"));
        Assert.Equal([("chat", 2), ("code", 1)], Counts(stats, "models_by_task"));
        var used = Assert.Single(stats.List("most_used"));
        Assert.Equal(("b", 1, _bench.Time.GetUtcNow()), (used.Text("id"), used.Number("use_count"), used.GetProperty("last_used_at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Answers_LongTexts_StayBelowTheBound()
    {
        var card = new string('ж', 40_000);
        for (var number = 0; number < 60; number++)
        {
            await _bench.RegisterAsync($"{new string('m', 200)}{number}", $$""" "name":"{{card[..290]}}","description":"{{card[..3900]}}","card":"{{card}}","tags":["{{card[..90]}}"] """);
        }

        var list = await _bench.CallAsync("list_models", """{"limit":100}""");
        var one = await _bench.CallAsync("get_model", $$"""{"model":"{{new string('m', 200)}}5"}""");

        Assert.All([list, one], answer => Assert.InRange(Encoding.UTF8.GetByteCount(answer.GetRawText()), 1, 25_000));
        Assert.True(list.GetProperty("truncated").GetBoolean() && list.Has("cursor"));
        Assert.True(one.GetProperty("truncated").GetBoolean());
    }

    private static IEnumerable<(string?, int)> Counts(JsonElement stats, string name) => stats.List(name).Select(count => (count.Text("name"), count.Number("count")));
}
