using System.Text.Json;
using Mcp.Tools.Models.Meaning;
using Mcp.Tools.Models.Tests.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Tools.Models.Tests.Meaning;

public sealed class MeaningSearchTests : IDisposable
{
    private const string Query = """{"query":"reader whale"}""";
    private readonly TopicGenerator _generator = new("topics-1");
    private readonly Bench _bench;

    public MeaningSearchTests() => _bench = With(_generator, null);

    public void Dispose() => _bench.Dispose();

    /// <summary>Neither has both words; by words alone the one with the word in its id wins.</summary>
    [Fact]
    public async Task Search_WithAGenerator_PutsTheNearerMeaningFirstAndSaysWhy()
    {
        await AddAsync(_bench);
        using var words = new Bench(catalogue: _bench.Folder.File("models.db"));

        var found = await _bench.CallAsync("search_models", Query);

        Assert.Equal(["acme/law-reader", "acme/sounds"], Ids(await words.CallAsync("search_models", Query)));
        Assert.Equal(["acme/sounds", "acme/law-reader"], Ids(found));
        Assert.Matches(@"^half words [01]\.\d\d \(.+\), half meaning 1\.00$", found.List("models")[0].Text("why"));
        Assert.EndsWith("half meaning 0.00", found.List("models")[1].Text("why"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Again_EmbedsOnlyTheQueryAndWhatChanged()
    {
        await AddAsync(_bench);
        await _bench.CallAsync("search_models", Query);
        _generator.Asked.Clear();

        await _bench.CallAsync("search_models", Query);
        Assert.Equal(["reader whale"], _generator.Asked);

        await _bench.RegisterAsync("acme/sounds", """ "description":"A reader for the sea." """);
        _generator.Asked.Clear();
        await _bench.CallAsync("search_models", Query);
        Assert.Equal(2, _generator.Asked.Count);
        Assert.Contains("A reader for the sea.", _generator.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_OtherGenerator_HasVectorsOfItsOwn()
    {
        await AddAsync(_bench);
        await _bench.CallAsync("search_models", Query);
        var other = new TopicGenerator("topics-2");
        using var bench = With(other, _bench.Folder.File("models.db"));

        await bench.CallAsync("search_models", Query);

        Assert.Equal(3, other.Asked.Count);
    }

    [Fact]
    public async Task Search_GeneratorFails_AnswersByWordsAndSaysSo()
    {
        await AddAsync(_bench);
        _generator.Failure = new HttpRequestException("no route");

        var found = await _bench.CallAsync("search_models", Query);

        Assert.Equal(["acme/law-reader", "acme/sounds"], Ids(found));
        Assert.Contains("Ordered by words only", found.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Pages_ShowEachModelOnce()
    {
        await AddAsync(_bench);

        var first = await _bench.CallAsync("search_models", """{"query":"reader whale","limit":1}""");
        var second = await _bench.CallAsync("search_models", $$"""{"query":"reader whale","limit":1,"cursor":"{{first.Text("cursor")}}"}""");

        Assert.Equal(["acme/sounds", "acme/law-reader"], Ids(first).Concat(Ids(second)));
    }

    [Theory]
    [InlineData(new[] { 1f, 0f }, new[] { 2f, 0f }, 1)]
    [InlineData(new[] { 1f, 0f }, new[] { -1f, 0f }, -1)]
    [InlineData(new[] { 1f, 1f }, new[] { 1f, 0f }, 0.7071)]
    [InlineData(new[] { 0f, 0f }, new[] { 1f, 0f }, 0)]
    [InlineData(new[] { float.NaN, 0f }, new[] { 1f, 0f }, 0)]
    [InlineData(new[] { 1f }, new[] { 1f, 0f }, 0)]
    public void Cosine_OfTwoVectors_IsTheirAngles(float[] one, float[] other, double expected) =>
        Assert.Equal(expected, MeaningRank.Cosine(one, other), 0.0001);

    private static Bench With(TopicGenerator generator, string? catalogue) =>
        new(catalogue: catalogue, more: services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator));

    private static async Task AddAsync(Bench bench)
    {
        await bench.RegisterAsync("acme/law-reader", """ "description":"For a contract in court." """);
        await bench.RegisterAsync("acme/sounds", """ "name":"Whale sounds","description":"A whale in the ocean and its sea." """);
    }

    private static List<string> Ids(JsonElement answer) => [.. answer.List("models").Select(model => model.GetProperty("model").Text("id")!)];
}
