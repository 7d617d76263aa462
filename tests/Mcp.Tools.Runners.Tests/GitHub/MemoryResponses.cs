using System.Collections.Concurrent;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.GitHub;

internal sealed class MemoryResponses : IResponseCache
{
    public ConcurrentDictionary<string, CachedResponse> Kept { get; } = new();

    public CachedResponse? Get(string key) => Kept.GetValueOrDefault(key);

    public void Put(CachedResponse response) => Kept[response.Key] = response;
}
