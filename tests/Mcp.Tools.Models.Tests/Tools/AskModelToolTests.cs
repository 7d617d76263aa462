using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Tests.Serving;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class AskModelToolTests : IDisposable
{
    private const string Question = """{"model":"acme/tiny-1b","prompt":"Say hello","system":"Be short","temperature":0}""";
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Ask_Streams_GathersTheAnswerAndCountsTheUse()
    {
        string? request = null;
        await using var server = await ChatServer.StartAsync(async (context, body) =>
        {
            request = body.GetRawText();
            await ChatServer.WordAsync(context, "Hel");
            await ChatServer.WordAsync(context, "lo \"there\"");
            await ChatServer.EndAsync(context);
        });
        Use(server);
        await _bench.RegisterAsync("acme/Tiny-1B");

        var answer = await _bench.CallAsync("ask_model", Question);

        Assert.Equal(("Hello \"there\"", "stop", "gpu"), (answer.Text("text"), answer.Text("end"), answer.Text("endpoint")));
        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.Equal((7, 3), (answer.Number("input_tokens"), answer.Number("output_tokens")));
        Assert.Contains("\"stream\":true", request!.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Be short", request, StringComparison.Ordinal);
        var used = Assert.Single((await _bench.CallAsync("model_stats")).List("most_used"));
        Assert.Equal(("acme/Tiny-1B", 1, _bench.Time.GetUtcNow()), (used.Text("id"), used.Number("use_count"), used.GetProperty("last_used_at").GetDateTimeOffset()));
        Assert.DoesNotContain(ChatServer.Key, string.Join(' ', _bench.Get<AuditLog>().Recent(9)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_DiesMidStream_GivesWhatCameAndSaysSo()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ChatServer.StartAsync(async (context, _) =>
        {
            await ChatServer.WordAsync(context, "The begin");
            await told.Task;
            context.Abort();
        });
        Use(server);
        await using var session = await ModelsSession.StartAsync(_bench.Services);

        var answer = (await session.AskAsync(Question, _ => told.TrySetResult())).StructuredContent!.Value;

        Assert.Equal("The begin", answer.Text("text"));
        Assert.False(answer.GetProperty("complete").GetBoolean());
        Assert.Contains("The connection to the endpoint gpu broke", answer.Text("end"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_DiesBeforeTheFirstWord_IsRefused()
    {
        await using var server = await ChatServer.StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        Use(server);

        Assert.Contains("The connection to the endpoint gpu broke", await _bench.RefusalAsync("ask_model", Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_EndsWithoutAnEnd_IsNotComplete()
    {
        await using var server = await ChatServer.StartAsync((context, _) => ChatServer.WordAsync(context, "Half"));
        Use(server);

        var answer = await _bench.CallAsync("ask_model", Question);

        Assert.Equal(("Half", false), (answer.Text("text"), answer.GetProperty("complete").GetBoolean()));
    }

    [Fact]
    public async Task Ask_WrongKey_SaysWhichAndNeverShowsIt()
    {
        await using var server = await ChatServer.StartAsync((_, _) => Task.CompletedTask);
        Use(server, "sk-wrong-key");

        var named = await _bench.RefusalAsync("ask_model", """{"model":"acme/Tiny-1B","prompt":"x","endpoint":"gpu"}""");
        var found = await _bench.RefusalAsync("ask_model", Question);

        Assert.Contains("The endpoint gpu refused the key (401)", named, StringComparison.Ordinal);
        Assert.Contains("The endpoint gpu refused the key (401", found, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-wrong-key", named + found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ServerIgnoresTheLimit_IsCutOff()
    {
        await using var server = await ChatServer.StartAsync(async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await ChatServer.WordAsync(context, "on and ");
            }
        });
        Use(server);

        var answer = await _bench.CallAsync("ask_model", """{"model":"acme/Tiny-1B","prompt":"x","max_tokens":5}""");

        Assert.Equal(("length", false), (answer.Text("end"), answer.GetProperty("complete").GetBoolean()));
        Assert.InRange(answer.Text("text")!.Length, 5 * 7, 10 * 7);
    }

    [Fact]
    public async Task Ask_Cancelled_EndsTheRequestAtTheServer()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ChatServer.StartAsync(async (context, _) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            await ChatServer.WordAsync(context, "A");
            begun.SetResult();
            await aborted.Task;
        });
        Use(server);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var call = _bench.CallUntilAsync("ask_model", Question, cancelled.Token);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await aborted.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_TakesTooLong_GivesWhatCame()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ChatServer.StartAsync(async (context, _) =>
        {
            await ChatServer.WordAsync(context, "A");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        Use(server);
        await using var session = await ModelsSession.StartAsync(_bench.Services);

        var call = session.AskAsync(Question, _ => told.TrySetResult());
        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        _bench.Time.Advance(_bench.Options.AskTimeout);

        var answer = (await call).StructuredContent!.Value;
        Assert.Equal(("A", "The endpoint gpu took longer than 300 s."), (answer.Text("text"), answer.Text("end")));
    }

    [Fact]
    public async Task Ask_OverTheProtocol_ReportsTheTextSoFar()
    {
        await using var server = await ChatServer.StartAsync(async (context, _) =>
        {
            await ChatServer.WordAsync(context, "First");
            await ChatServer.WordAsync(context, " second");
            await ChatServer.EndAsync(context);
        });
        Use(server);
        await using var session = await ModelsSession.StartAsync(_bench.Services);
        var first = new TaskCompletionSource<string?>();

        var result = await session.AskAsync(Question, value => first.TrySetResult(value.Message));

        Assert.Equal("First", await first.Task.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("First second", result.StructuredContent!.Value.Text("text"));
        Assert.StartsWith("""{"summary":""", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_OllamaEndpoint_SpeaksBelowV1()
    {
        await using var server = await ChatServer.StartAsync(async (context, _) =>
        {
            Assert.Equal("/v1/chat/completions", context.Request.Path);
            await ChatServer.WordAsync(context, "Hi");
            await ChatServer.EndAsync(context);
        });
        Use(server);
        _bench.Options.Endpoints[0].Kind = ModelEndpointKind.Ollama;
        _bench.Options.Endpoints[0].Address = server.Address;

        Assert.Equal("Hi", (await _bench.CallAsync("ask_model", """{"model":"llama3.2:1b","prompt":"x","endpoint":"gpu"}""")).Text("text"));
    }

    [Fact]
    public async Task Ask_ModelThatNobodyServes_SaysWhatIsServed()
    {
        await using var server = await ChatServer.StartAsync((_, _) => Task.CompletedTask);
        Use(server);

        Assert.Contains("No endpoint serves 'other' now. Served: acme/Tiny-1B.", await _bench.RefusalAsync("ask_model", """{"model":"other","prompt":"x"}"""), StringComparison.Ordinal);
    }

    private void Use(LoopbackServer server, string key = ChatServer.Key) => _bench.Options.Endpoints =
    [
        new ModelEndpoint { Name = "gpu", Address = new Uri(server.Address, "v1/"), KeyFile = _bench.Folder.Write("key", System.Text.Encoding.ASCII.GetBytes(key)) },
    ];
}
