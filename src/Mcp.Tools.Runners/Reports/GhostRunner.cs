using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A runner that GitHub lists under a name of this controller, although no open row has it.</summary>
/// <param name="Ended">Its row, where one is left.</param>
internal sealed record GhostRunner(RepositoryName Repository, GitHubRunner Listed, RunnerInfo? Ended);
