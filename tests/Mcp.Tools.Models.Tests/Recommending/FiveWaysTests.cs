using System.Text.Json;
using Mcp.Tools.Models.Host;
using Mcp.Tools.Models.Tests.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace Mcp.Tools.Models.Tests.Recommending;

/// <summary>The five ways to a recommendation that the original has, each as it is here: all answer, and all the same.</summary>
public sealed class FiveWaysTests : IDisposable
{
    private const string Question = """{"task":"text-generation","preference":"quality","policy":"thompson","seed":5,"limit":3}""";
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Recommend_EachOfTheFiveWays_AnswersTheSame()
    {
        foreach (var (id, parameters) in new[] { ("small", 1_000_000_000), ("middle", 3_000_000_000), ("large", 70_000_000_000) })
        {
            await _bench.RegisterAsync(id, $""" "tasks":["text-generation"],"parameter_count":{parameters},"precision":"q4_0","layers":32,"kv_heads":8,"head_dim":128 """);
        }

        for (var time = 0; time < 30; time++)
        {
            await _bench.CallAsync("rate_model", """{"model":"small","task":"text-generation","reward":0.9}""");
            await _bench.CallAsync("rate_model", """{"model":"middle","task":"text-generation","reward":0.2}""");
        }

        await using var session = await ModelsSession.StartAsync(_bench.Services);
        (string Original, string Here, Func<string, Task<JsonElement>> Ask)[] ways =
        [
            ("tool recommend_models", "tool recommend_model", question => OverMcpAsync(session.Client, question)),
            ("tool recommend_model of its model server", "tool recommend_model, limit 1", question => OverMcpAsync(session.Client, question.Replace("\"limit\":3", "\"limit\":1", StringComparison.Ordinal))),
            ("GET /api/mcp/models/recommend", "the tool over Streamable HTTP", OverHttpAsync),
            ("command system recommend", "the tool over stdio, from any MCP client", question => OverMcpAsync(session.Client, question)),
            ("class BanditModelRecommender", "ModelToolset.AsAIFunctions()", InProcessAsync),
        ];

        var table = TestContext.Current.TestOutputHelper;
        table?.WriteLine("| original | here | first | its expected reward | candidates |\n|---|---|---|---|---|");
        var answers = new List<(string, string, long)>();
        foreach (var (original, here, ask) in ways)
        {
            var answer = await ask(Question);
            var first = answer.List("models")[0];
            table?.WriteLine($"| {original} | {here} | {first.Text("id")} | {first.GetProperty("expected_reward").GetRawText()} | {answer.Number("candidates")} |");
            answers.Add((first.Text("id")!, first.GetProperty("score").GetRawText(), answer.Number("candidates")));
        }

        Assert.Equal(5, answers.Count);
        Assert.Equal("small", Assert.Single(answers.Distinct()).Item1);
    }

    private static async Task<JsonElement> OverMcpAsync(McpClient client, string question)
    {
        var result = await client.CallToolAsync("recommend_model", Arguments(question), cancellationToken: TestContext.Current.CancellationToken);
        return result.StructuredContent!.Value;
    }

    private async Task<JsonElement> OverHttpAsync(string question)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_bench.Time);
        builder.Services.AddSingleton<IHostEvidence>(_bench.Host);
        builder.Services.AddMcpServer().WithHttpTransport().WithModels(options => options.CataloguePath = _bench.Folder.File("models.db"));
        await using var app = builder.Build();
        app.MapMcp("/mcp");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await using var transport = new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri($"{address}/mcp"), TransportMode = HttpTransportMode.StreamableHttp });
        await using var client = await McpClient.CreateAsync(transport, cancellationToken: TestContext.Current.CancellationToken);
        return await OverMcpAsync(client, question);
    }

    private async Task<JsonElement> InProcessAsync(string question) => (JsonElement)(await _bench.Get<ModelToolset>().AsAIFunctions("test")
        .Single(function => function.Name == "recommend_model")
        .InvokeAsync(new AIFunctionArguments(Arguments(question)), TestContext.Current.CancellationToken))!;

    private static Dictionary<string, object?> Arguments(string question) =>
        JsonElement.Parse(question).EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)argument.Value);
}
