namespace Mcp.Tools.Runners.Ledger;

/// <summary>A container, as it is told to front ends.</summary>
internal sealed record ContainerEntry(string ContainerId, string RunnerId, string Name, bool Running, bool Ended, string? Repository)
{
    public static ContainerEntry Of(LaunchedRunner container) => new(
        container.ContainerId, container.RunnerId, container.Name, container.Running, container.Ended, container.Repository?.ToString());

    public LaunchedRunner ToRunner() => new(
        ContainerId, RunnerId, Name, Running, Ended, ExitCode: null, StartedAt: null, FinishedAt: null, OutOfMemory: false, SpecHash: null,
        RepositoryName.TryParse(Repository, out var repository) ? repository : null);
}
