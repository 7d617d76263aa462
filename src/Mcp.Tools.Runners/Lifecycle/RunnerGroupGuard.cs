using System.Collections.Concurrent;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Matching;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>The gate before a registration in an organisation's scale set, where GitHub chooses whose job comes: the set's runner group must keep strangers out.</summary>
internal sealed class RunnerGroupGuard(GitHubApi gitHub, TimeProvider time)
{
    /// <summary>How long what was read holds; a group can be opened at any time.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<ScaleSetAddress, (IReadOnlyList<RunnerGroup> Groups, long At)> _seen = new();

    /// <exception cref="LauncherException">The group lets in more than the pool allows.</exception>
    /// <exception cref="GitHubException">What it lets in could not be read.</exception>
    public async Task RequireAllowedAsync(RunnerPool pool, CancellationToken cancellationToken)
    {
        if (pool.ScaleSet is not { GroupRule: not RunnerGroupRule.Any } set || ScaleSetAddress.Parse(set.ConfigUrl) is not { Scope: not ScaleSetScope.Repository } address)
        {
            return;
        }

        if (!_seen.TryGetValue(address, out var seen) || time.GetElapsedTime(seen.At) > Lifetime)
        {
            _seen[address] = seen = (await gitHub.ListRunnerGroupsAsync(address, cancellationToken), time.GetTimestamp());
        }

        var group = seen.Groups.FirstOrDefault(group => string.Equals(group.Name, set.RunnerGroup, StringComparison.OrdinalIgnoreCase));
        if (RunnerGroupPolicy.Problem(group, set.RunnerGroup, address.Owner, set.GroupRule) is { } problem)
        {
            // What was changed at once on GitHub is seen at once here.
            _seen.TryRemove(address, out _);
            throw new LauncherException(ReasonCode.RunnerGroup, problem);
        }
    }
}
