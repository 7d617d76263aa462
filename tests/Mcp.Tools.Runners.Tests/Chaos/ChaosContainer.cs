namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>A container of the chaos engine, and the runner in it.</summary>
internal sealed record ChaosContainer(string Id, string RunnerId, string Name, string Repository, long GitHubId, long? ForJob)
{
    public ContainerPhase Phase { get; init; } = ContainerPhase.Created;

    /// <summary>On the host's clock, as the engine reports it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>On the steady clock: when its phase began.</summary>
    public DateTimeOffset Since { get; init; }

    public bool NeverOnline { get; init; }

    public long? Job { get; init; }

    public TimeSpan JobDuration { get; init; }

    public int? ExitCode { get; init; }

    public bool Running => Phase is ContainerPhase.Connecting or ContainerPhase.Idle or ContainerPhase.Busy;

    /// <summary>From its start until GitHub sees it: 3 to 15 s, always the same for the same job.</summary>
    public TimeSpan ConnectTime => TimeSpan.FromSeconds(3 + ((ForJob ?? 0) % 13));

    public LaunchedRunner ToLaunched() => new(
        Id, RunnerId, Name, Running, Phase == ContainerPhase.Ended, ExitCode, StartedAt, FinishedAt, OutOfMemory: false, SpecHash: null, RepositoryName.Parse(Repository));
}
