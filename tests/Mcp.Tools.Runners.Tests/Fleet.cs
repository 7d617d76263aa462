using System.Collections.Immutable;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests;

/// <summary>Runners, pools and plan inputs for tests.</summary>
internal static class Fleet
{
    public static readonly LauncherStatus Engine = new(
        Available: true, Jobs.Now, Problem: null, "Docker", RunnerArchitecture.X64, Processors: 8, MemoryBytes: 16L << 30, []);

    private static int _lastId;

    public static RunnerPool Pool(string name = "default", int? max = null, int? perRepository = null) => new()
    {
        Name = name,
        Architecture = RunnerArchitecture.X64,
        MaxRunners = max,
        MaxRunnersPerRepository = perRepository,
    };

    public static RunnerInfo Runner(RunnerState state, string repository = "octo/web", string pool = "default")
    {
        var id = $"r{Interlocked.Increment(ref _lastId)}";
        return new()
        {
            Id = id,
            Name = $"mcp-test-{id}",
            Pool = pool,
            Repository = RepositoryName.Parse(repository),
            Labels = ["self-hosted", "linux", "x64", "docker", "big"],
            State = state,
            RequestedBy = "autoscaler",
            RequestedAt = Jobs.Now,
            StateSince = Jobs.Now,
        };
    }

    public static Demand Demand(IEnumerable<WorkflowJob> jobs, DemandQuality quality = DemandQuality.Complete) => new(
        "test", Jobs.Now, quality, [.. jobs], ImmutableDictionary<RepositoryName, string>.Empty);

    public static PlanInput Input(
        IEnumerable<WorkflowJob> jobs, IEnumerable<RunnerInfo>? fleet = null, int max = 4, params RunnerPool[] pools) => new(
            Jobs.Now,
            Demand(jobs),
            [.. fleet ?? []],
            pools.Length == 0 ? [Pool()] : [.. pools],
            new PlanLimits(max, MemoryBytes: null, Processors: null, Gpus: null, Disk: null, TimeSpan.FromSeconds(120), TimeSpan.FromMinutes(5)),
            Engine,
            [],
            Control: null);
}
