using System.Collections.Concurrent;
using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>All that is outside the product and outlives its processes.</summary>
internal sealed class ChaosHost
{
    public ChaosHost(ChaosClock clock, GitHubSimulatorHost simulator)
    {
        (Clock, Simulator) = (clock, simulator);
        Log = new(clock);
        Engine = new(clock, Log, id => simulator.World.Snapshot().Runners.GetValueOrDefault(id) is { Busy: true });
        GitHub = new(simulator.World, clock);
        Runners = new(Engine, GitHub, simulator.World, clock);
        foreach (var repository in ChaosScript.Repositories)
        {
            simulator.World.AddRepository(repository);
        }
    }

    public ChaosClock Clock { get; }

    public GitHubSimulatorHost Simulator { get; }

    public ChaosEngine Engine { get; }

    public ChaosGitHub GitHub { get; }

    public ChaosRunners Runners { get; }

    public ChaosTally Tally { get; } = new();

    public ChaosLog Log { get; }

    /// <summary>What the next requests to GitHub get stuck by.</summary>
    public ConcurrentQueue<ChaosFault> Hangs { get; } = new();

    /// <summary>Requests that GitHub has received, but will act on only when their callers have given up.</summary>
    public ConcurrentQueue<HttpRequestMessage> LateRequests { get; } = new();

    /// <summary>GitHub acts on what it received long ago; nobody hears the answers.</summary>
    public async Task ActLateAsync()
    {
        using var client = new HttpClient();
        while (LateRequests.TryDequeue(out var request))
        {
            using (request)
            {
                Log.Write($"Late: {request.Method} {request.RequestUri!.AbsolutePath}");
                try
                {
                    using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                }
                catch (HttpRequestException ex)
                {
                    Log.Write($"It met another fault: {ex.Message}");
                }
            }
        }
    }

    /// <summary>What is due on GitHub and in the containers by now.</summary>
    public void Tick()
    {
        GitHub.Tick();
        Runners.Tick();
    }

    /// <summary>Nothing goes wrong any more from now on.</summary>
    public void ClearFaults()
    {
        Simulator.Faults.Clear();
        Engine.ClearFaults();
        Hangs.Clear();
    }
}
