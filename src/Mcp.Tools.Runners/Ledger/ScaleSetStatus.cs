using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The pools' scale sets.</summary>
internal sealed record ScaleSetStatus(ImmutableArray<ScaleSetReading> Sets);
