namespace GitHubSimulator;

/// <summary>A scale set at one moment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, unique in its group.</param>
/// <param name="Scope"><c>owner/repository</c>, <c>organisation</c> or <c>enterprises/name</c>.</param>
/// <param name="RunnerGroupId">Its group.</param>
/// <param name="Labels">What jobs may ask for.</param>
public sealed record SimulatedScaleSet(int Id, string Name, string Scope, int RunnerGroupId, IReadOnlyList<string> Labels)
{
    /// <summary>Whether its runners do not update themselves.</summary>
    public bool DisableUpdate { get; init; }

    /// <summary>The open session; null: nobody listens.</summary>
    public SimulatedScaleSetSession? Session { get; init; }

    /// <summary>The capacity that the last poll told.</summary>
    public int Capacity { get; init; }

    /// <summary>The messages that are not acknowledged.</summary>
    public IReadOnlyList<long> Unacknowledged { get; init; } = [];

    /// <summary>True if a job with the labels in the repository may be the set's.</summary>
    public bool Takes(string repository, IReadOnlyList<string> labels) =>
        RegisteredRunner.Serves(Scope, repository) && labels.All(label => Labels.Contains(label, StringComparer.OrdinalIgnoreCase));
}
