using System.Net;
using Docker.DotNet;

namespace Demo;

/// <summary>The Docker engine that the demo found, or the reason why it has none.</summary>
/// <param name="Problem">Null: runners can be started.</param>
/// <param name="BridgeAddress">The host's address on the engine's default bridge: containers reach the simulator there.</param>
internal sealed record DemoEngine(string? Problem, IPAddress? BridgeAddress)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<DemoEngine> FindAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var engine = new DockerClientBuilder().Build();
            if (await Demo.BridgeAddress.FindAsync(engine, limit.Token) is not { } bridge)
            {
                return new("A Docker engine answers, but it runs in a machine of its own, so its containers cannot reach the simulator.", BridgeAddress: null);
            }

            return new(await RunnerImage.EnsureAsync(engine, RunnerImage.Tag, limit.Token), bridge);
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            var address = Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "unix:///var/run/docker.sock";
            return new($"No Docker engine can be used at {address} ({ex.GetBaseException().Message}).", BridgeAddress: null);
        }
    }
}
