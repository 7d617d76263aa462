using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;
using ModelContextProtocol.Client;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>An assistant asks for a runner, again with the same key when the call is cut off; the job comes once the runner is online.</summary>
internal sealed class RequestedRunner : IScenario
{
    private readonly int _port = Stage.FreePort();
    private string? _key;
    private bool _jobComes;

    public IReadOnlyList<string> Role => ["serve", "--port", $"{_port}"];

    public string ReadyLine => "Now listening on";

    public void Begin(Stage stage)
    {
        stage.Simulator.World.AddRepository(WaitingJob.Repository);
        _key = Guid.NewGuid().ToString("n");
        _jobComes = true;
    }

    public async Task FinishAsync(Stage stage, ProductProcess product, CancellationToken cancellationToken)
    {
        await product.Ready.WaitAsync(cancellationToken);
        await AskAsync(cancellationToken);
        if (_jobComes)
        {
            await stage.UntilAsync(() => stage.Runners.ListOpen().Any(runner => runner.State == RunnerState.Online), cancellationToken);
            _jobComes = false;
            WaitingJob.Queue(stage);
        }

        await WaitingJob.UntilServedAsync(stage, cancellationToken);
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var assistant = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri($"http://127.0.0.1:{_port}/mcp") }),
            // Named, so that a server that is slow for a moment is not taken for an older one in the middle of asking which it is.
            new McpClientOptions { ProtocolVersion = "2025-11-25" },
            cancellationToken: cancellationToken);
        var confirmed = await AgreedPlan.ConfirmAsync(
            assistant, "launch_runner", new Dictionary<string, object?> { ["repository"] = WaitingJob.Repository, ["idempotency_key"] = _key }, cancellationToken);
        var answer = await assistant.CallToolAsync(
            "launch_runner",
            confirmed,
            cancellationToken: cancellationToken);
        Assert.True(answer.IsError is not true, answer.Content.ToString());
    }
}
