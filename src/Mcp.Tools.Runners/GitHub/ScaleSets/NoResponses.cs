using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>Keeps nothing: a client that stands alone asks REST for registration tokens only, which are never kept.</summary>
internal sealed class NoResponses : IResponseCache
{
    public CachedResponse? Get(string key) => null;

    public void Put(CachedResponse response)
    {
        // Nothing asks again.
    }
}
