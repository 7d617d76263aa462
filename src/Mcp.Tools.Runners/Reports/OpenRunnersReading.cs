using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What the ledger and GitHub say about the open runners.</summary>
/// <param name="Situation">The ledger, read after GitHub: a runner that was registered meanwhile has its row.</param>
/// <param name="Before">The open rows by id, read before GitHub was asked: only what was registered then can be missing.</param>
/// <param name="Repositories">What GitHub lists, by repository.</param>
/// <param name="Ghosts">Registered under a name of this controller, without an open row.</param>
internal sealed record OpenRunnersReading(
    Situation Situation, ImmutableDictionary<string, RunnerInfo> Before, ImmutableArray<RepositoryRunners> Repositories, ImmutableArray<GhostRunner> Ghosts);
