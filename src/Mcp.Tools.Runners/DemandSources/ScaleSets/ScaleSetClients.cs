using System.Collections.Concurrent;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>One client for each place: pools of one place share its registration.</summary>
internal sealed class ScaleSetClients(GitHubApi gitHub, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<ScaleSetClient>> _clients = new(StringComparer.OrdinalIgnoreCase);

    public ScaleSetClient Of(ScaleSetAddress address) =>
        _clients.GetOrAdd(address.ToString(), _ => new Lazy<ScaleSetClient>(() => new ScaleSetClient(address, gitHub, time))).Value;

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
