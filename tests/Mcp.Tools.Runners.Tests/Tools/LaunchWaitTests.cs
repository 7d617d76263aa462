using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text.Json;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary><c>launch_runner</c> with <c>wait_seconds</c>: each second that it waits, the test moves the runner on by one step.</summary>
public sealed class LaunchWaitTests
{
    private const string Image = "ghcr.io/actions/actions-runner:latest";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Launch_Waiting_TellsEachStepAndThePullInOrderOverTheProtocol()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("launch_runner"));
        bench.Pass([]);
        Script(
            bench,
            () => Advance(bench, RunnerState.Reserved),
            () => Advance(bench, RunnerState.Registered),
            () => Pull(bench, 34L << 20),
            () => Pull(bench, 120L << 20),
            () => Advance(bench, RunnerState.Created),
            () => Advance(bench, RunnerState.Started),
            () => Advance(bench, RunnerState.Online));

        var (answer, told) = await CallAsync(bench, """{"repository":"octo/web","confirm":true,"wait_seconds":120}""");

        Assert.Equal(
            [
                "1 requested",
                "1 reserved",
                "1 registered",
                $"1 registered; pulling {Image}: 34 of 210 MiB, 2 of 7 layers, since 10 s",
                $"1 registered; pulling {Image}: 120 of 210 MiB, 2 of 7 layers, since 10 s",
                "1 created",
                "1 started",
                "1 online",
            ],
            told.Select(value => value.Message));
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.True(pair.First.Progress < pair.Second.Progress, $"{pair.First.Progress} then {pair.Second.Progress}"));
        Assert.All(told, value => Assert.Equal(5, value.Total));
        Assert.Equal(5, told[^1].Progress);
        Assert.Equal("online", answer.List("runners")[0].Text("state"));
        Assert.Equal(7, answer.Number("waited_seconds"));
    }

    [Fact]
    public async Task Launch_NotOnlineInTime_AnswersWithTheStateReached()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("launch_runner"));
        bench.Pass([]);
        Script(bench, () => Advance(bench, RunnerState.Reserved), () => { }, () => { });

        var answer = await bench.AskAsync("launch_runner", """{"repository":"octo/web","confirm":true,"wait_seconds":3}""");

        Assert.Equal(("reserved", 3), (answer.List("runners")[0].Text("state"), answer.Number("waited_seconds")));
        Assert.Contains("1 reserved", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("idempotency_key", answer.List("next_steps")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_RunnerFails_StopsWaitingAndSaysWhy()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("launch_runner"));
        bench.Pass([]);
        Script(bench, () => Advance(bench, RunnerState.Failed, "The image is not there. Pull it."));

        var answer = await bench.AskAsync("launch_runner", """{"repository":"octo/web","confirm":true,"wait_seconds":120}""");

        Assert.Equal(("failed", "The image is not there. Pull it."), (answer.List("runners")[0].Text("state"), answer.List("runners")[0].Text("reason")));
    }

    [Fact]
    public async Task Launch_NoAutoscaler_DoesNotWaitForNobody()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("launch_runner"));

        var answer = await bench.AskAsync("launch_runner", """{"repository":"octo/web","confirm":true,"wait_seconds":120}""");

        Assert.Equal(0, answer.Number("waited_seconds"));
        Assert.Contains("mcp-runners serve", answer.Text("summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_CallerLeaves_EndsWithoutAFailureAndTheRunnersStand()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        var row = bench.Ledger.Runners.Insert(TemporaryRow, lease: null);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bench.Time.Waiting = _ => leaving.Cancel();

        var rows = await bench.Services.GetRequiredService<LaunchWait>().WaitAsync([row], TimeSpan.FromSeconds(120), _ => Task.CompletedTask, leaving.Token);

        Assert.Equal(RunnerState.Requested, Assert.Single(rows).State);
    }

    [Fact]
    public void Progress_ManyRunners_AddsUpStepsAndCountsAPullAsPartOfOne()
    {
        var situation = new Situation
        {
            Now = DateTimeOffset.UnixEpoch,
            Options = new RunnersOptions { Pools = [new RunnerPool { Image = Image }] },
            Lease = null,
            Pulls = [new ImagePull(Image, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, 0, 50, 100)],
        };
        var runner = Launching.Launches.Usual().Runner;

        var progress = LaunchProgress.Of(situation, [runner with { State = RunnerState.Registered }, runner with { State = RunnerState.Online }, runner with { State = RunnerState.Removed }]);

        Assert.Equal((2.45 + 5 + 5, 15), (progress.Done, progress.Total));
    }

    private static NewRunner TemporaryRow => new(
        "default", RepositoryName.Parse("octo/web"), ["self-hosted"], "launch_runner", ForJobId: null, RunnerState.Requested, "asked for");

    /// <summary>Each wait of a second does the next thing and lets the second pass.</summary>
    private static void Script(Bench bench, params Action[] steps)
    {
        var next = 0;
        bench.Time.Waiting = due =>
        {
            if (due == TimeSpan.FromSeconds(1))
            {
                steps[next++]();
                bench.Time.Advance(due);
            }
        };
    }

    private static void Advance(Bench bench, RunnerState state, string? reason = null) =>
        bench.Move(Assert.Single(bench.Ledger.Runners.ListOpen()), state, RunnerChange.None with { Reason = reason });

    private static void Pull(Bench bench, long bytes)
    {
        // The second that follows is part of the ten.
        var since = bench.Now.AddSeconds(-9);
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Pulls([new ImagePull(Image, since, bench.Now, 7, 2, bytes, 210L << 20)], bench.Now));
    }

    /// <summary>Speaks the protocol line by line: a client handles what comes at once side by side, so only the lines have the order.</summary>
    private static async Task<(JsonElement Answer, ImmutableArray<(double Progress, double Total, string? Message)> Told)> CallAsync(Bench bench, string arguments)
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        await using var transport = new StreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream(), "bench", NullLoggerFactory.Instance);
        await using var server = McpServer.Create(
            transport, bench.Services.GetRequiredService<IOptions<McpServerOptions>>().Value, NullLoggerFactory.Instance, bench.Services);
        var running = server.RunAsync(Cancellation);
        await using var writer = new StreamWriter(toServer.Writer.AsStream()) { AutoFlush = true };
        using var reader = new StreamReader(toClient.Reader.AsStream());
        await writer.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"lines","version":"1"}}}""");
        await reader.ReadLineAsync(Cancellation);
        await writer.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await writer.WriteLineAsync($$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"launch_runner","arguments":{{{arguments}}}}}""");
        var plan = Answers.PlanIn(JsonElement.Parse((await reader.ReadLineAsync(Cancellation))!).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!);
        var confirmed = $$"""{{arguments[..^1]}},"plan":"{{plan}}"}""";
        await writer.WriteLineAsync($$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"launch_runner","arguments":{{{confirmed}}},"_meta":{"progressToken":"p"} } }""");
        var told = ImmutableArray.CreateBuilder<(double, double, string?)>();
        while (true)
        {
            var message = JsonElement.Parse(await reader.ReadLineAsync(Cancellation) ?? throw new InvalidOperationException("The server has ended."));
            if (message.TryGetProperty("result", out var result))
            {
                await toServer.Writer.CompleteAsync();
                await running;
                return (result.GetProperty("structuredContent"), told.ToImmutable());
            }

            var value = message.GetProperty("params");
            Assert.Equal(("notifications/progress", "p"), (message.Text("method"), value.Text("progressToken")));
            told.Add((value.GetProperty("progress").GetDouble(), value.GetProperty("total").GetDouble(), value.Text("message")));
        }
    }
}
