namespace Mcp.Tools.Runners.Matching;

/// <summary>The architecture that a job asks for.</summary>
/// <param name="Architecture">Null: nothing names one.</param>
/// <param name="Evidence">What says so.</param>
/// <param name="FromLabels">Whether the job's labels say it; else it is only a hint in a name.</param>
internal sealed record ArchitectureVerdict(RunnerArchitecture? Architecture, string Evidence, bool FromLabels);
