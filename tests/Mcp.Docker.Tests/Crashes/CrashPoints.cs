namespace Mcp.Docker.Tests.Crashes;

/// <summary>
/// The steps on the way from a request to the removal, as <see cref="LedgerCommits"/>, <see cref="GitHubRequests"/> and
/// <see cref="EngineRequests"/> name them: each write of the ledger, each act on GitHub and on the engine. Before and after each the
/// process is killed once. A new step that is missing here fails the test of the undisturbed run.
/// </summary>
internal static class CrashPoints
{
    /// <summary>From its place to its container, all that a process holds in memory about a runner is lost with it.</summary>
    private static readonly string[] OfBoth =
    [
        "GitHub POST /repos/octocat/web/actions/runners/generate-jitconfig",
        "row reserved → registered",
        "engine POST /containers/create",
        "engine PUT /containers/{id}/archive",
        "row registered → created",
    ];

    private static readonly string[] OfWaitingJob =
    [
        "ledger insert lease",
        "ledger update lease",
        "ledger delete responses",
        "ledger insert jobs",
        "row reserved",
        "ledger insert passes",
        "ledger insert status demand",
        "ledger insert status poller",
        "ledger insert status sources",
        "ledger insert status engine",
        "ledger insert status budget",
        "ledger insert status containers",
        "ledger insert status images",
        "engine POST /networks/create",
        "engine POST /containers/{id}/start",
        "row created → started",
        "row started → busy",
        "engine GET /containers/{id}/logs",
        "row busy → finished",
        "engine DELETE /containers/{id}",
        "GitHub DELETE /repos/octocat/web/actions/runners/{id}",
        "row finished → removed",
    ];

    /// <summary>What only a runner has that was asked for and waits for its job.</summary>
    private static readonly string[] OfRequestedRunner =
    [
        "row requested",
        "ledger insert audit",
        "row requested → reserved",
        "row started → online",
        "row online → busy",
    ];

    public static IEnumerable<string> WaitingJob => OfBoth.Concat(OfWaitingJob).SelectMany(Around);

    public static IEnumerable<string> RequestedRunner => OfBoth.Concat(OfRequestedRunner).SelectMany(Around);

    private static string[] Around(string step) => [$"before {step}", $"after {step}"];
}
