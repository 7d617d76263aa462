using System.Collections.Immutable;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The pools' images, as the engine has them.</summary>
internal sealed record ImageStatus(ImmutableArray<PoolImage> Images);
