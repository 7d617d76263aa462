using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Planning;

/// <summary>What to do now. Every queued job has exactly one verdict.</summary>
/// <param name="WarmStarts">Runners that a pool keeps ready.</param>
/// <param name="Grants">Requested runners that get their place.</param>
internal sealed record ScalePlan(
    ImmutableArray<PlannedStart> Starts,
    ImmutableArray<WarmStart> WarmStarts,
    ImmutableArray<RunnerInfo> Grants,
    ImmutableArray<PlannedRetirement> Retirements,
    ImmutableArray<JobVerdict> Verdicts)
{
    /// <summary>Runners to start in the pools' scale sets.</summary>
    public ImmutableArray<ScaleSetStart> ScaleSetStarts { get; init; } = [];

    /// <summary>Nothing to do, nothing known.</summary>
    public static ScalePlan Empty { get; } = new([], [], [], [], []);
}
