using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>A message of a scale set that is stored, and what it says.</summary>
internal sealed record StoredMessage(int SetId, long Id, ImmutableArray<ScaleSetJob> Jobs, DateTimeOffset ReceivedAt);
