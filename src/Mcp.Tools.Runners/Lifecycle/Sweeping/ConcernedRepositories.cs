using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Where runners of this controller can be: those with open runners first, then those that had one lately, then those that are served by name.</summary>
internal sealed class ConcernedRepositories(RunnerLedger runners, IOptions<RunnersOptions> options, TimeProvider time)
{
    private const int Recent = 500;

    public ImmutableArray<RepositoryName> List()
    {
        var since = time.GetUtcNow() - options.Value.Window;
        return
        [
            .. runners.ListOpen().Select(row => row.Repository)
                .Concat(runners.ListRecent(Recent, beforeId: null).Where(row => row.StateSince >= since).Select(row => row.Repository))
                .Concat(options.Value.Repositories.Select(RepositoryName.Parse))
                .Distinct(),
        ];
    }
}
