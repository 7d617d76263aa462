using System.IO.Pipelines;
using System.Text;
using Mcp.Server.Stdio;
using Mcp.Server.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tests.Stdio;

public sealed class StdioSessionTests : IDisposable
{
    private readonly TimerLog _time = new();
    private readonly Pipe _input = new();
    private readonly MemoryStream _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Run_InputEndsWhileToolRuns_CancelsItAfterTheGraceAndAnswers()
    {
        var session = RunAsync(async token =>
        {
            _started.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(token);
        });
        await CallAndCloseAsync();

        Assert.InRange(await _time.ExpireNextAsync(TestContext.Current.CancellationToken), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await session.WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken);
        Assert.Contains("cancelled", Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InputEndsBeforeToolAnswers_DeliversTheAnswer()
    {
        var mayEnd = new TaskCompletionSource();
        var session = RunAsync(async _ =>
        {
            _started.SetResult();
            await mayEnd.Task;
        });
        await CallAndCloseAsync();
        mayEnd.SetResult();

        await session.WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("isError\":true", Answer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ToolIgnoresItsCancellation_EndsAllTheSame()
    {
        var never = new TaskCompletionSource();
        var session = RunAsync(async _ =>
        {
            _started.SetResult();
            await never.Task;
        });
        await CallAndCloseAsync();

        while (!session.IsCompleted)
        {
            await Task.WhenAny(session, _time.ExpireNextAsync(TestContext.Current.CancellationToken)).WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken);
        }

        await session;
        never.SetResult();
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        var services = new ServiceCollection();
        using var calls = new CallCancellation();
        calls.AddTo(services.AddMcpServer().WithTools([McpServerTool.Create(work, new McpServerToolCreateOptions { Name = "work" })]));
        await using var provider = services.BuildServiceProvider();
        var transport = new LineTransport(_input.Reader.AsStream(), _output, NullLoggerFactory.Instance);
        var server = McpServer.Create(transport, provider.GetRequiredService<IOptions<McpServerOptions>>().Value, NullLoggerFactory.Instance, provider);
        await new StdioSession(transport, calls, _time, NullLogger<StdioSession>.Instance).RunAsync(server, TestContext.Current.CancellationToken);
    }

    private async Task CallAndCloseAsync()
    {
        await _input.Writer.WriteAsync(
            Encoding.UTF8.GetBytes(JsonRpc.Initialize() + "\n" + JsonRpc.Initialized + "\n" + JsonRpc.Call(2, "work", "{}") + "\n"),
            TestContext.Current.CancellationToken);
        await _started.Task.WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken);
        await _input.Writer.CompleteAsync();
    }

    // The responses may come in any order.
    private string Answer() => Assert.Single(
        Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        line => JsonRpc.Parse(line).GetProperty("id").GetInt32() == 2);
}
