using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>Where answers are kept so that asking again is free. The ledger's survives a restart.</summary>
internal interface IResponseCache
{
    CachedResponse? Get(string key);

    void Put(CachedResponse response);
}
