namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>The service's own counts, true at the moment of its answer whatever messages were missed.</summary>
/// <param name="TotalAvailableJobs">Jobs that the set could acquire.</param>
/// <param name="TotalAcquiredJobs">Jobs that it has acquired and that are not assigned yet.</param>
/// <param name="TotalAssignedJobs">Jobs that need a runner of the set, those included that have one. What to scale on.</param>
/// <param name="TotalRunningJobs">Jobs that run.</param>
/// <param name="TotalRegisteredRunners">Runners of the set.</param>
/// <param name="TotalBusyRunners">Runners with a job.</param>
/// <param name="TotalIdleRunners">Runners that wait for one.</param>
public sealed record ScaleSetStatistics(
    int TotalAvailableJobs = 0,
    int TotalAcquiredJobs = 0,
    int TotalAssignedJobs = 0,
    int TotalRunningJobs = 0,
    int TotalRegisteredRunners = 0,
    int TotalBusyRunners = 0,
    int TotalIdleRunners = 0);
