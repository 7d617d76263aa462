using System.Collections.Immutable;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The pulls under way, oldest first.</summary>
internal sealed record PullStatus(ImmutableArray<ImagePull> Pulls)
{
    /// <summary>They are confirmed every second; what has not been for this long is pulled by nobody any more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);
}
