using System.Collections.Immutable;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>What this controller has pulled, and may remove again when it is replaced.</summary>
internal sealed record PulledImages(ImmutableArray<PulledImage> Images);
