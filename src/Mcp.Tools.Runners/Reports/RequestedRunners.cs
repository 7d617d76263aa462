using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>launch_runner</c>.</summary>
internal sealed record RequestedRunners : Answer
{
    public required string Repository { get; init; }

    public required string Pool { get; init; }

    [Description("Whether these were asked for before with the same idempotency_key, so that nothing was added.")]
    public required bool Repeated { get; init; }

    [Description("How long the call waited for them; absent: it did not.")]
    public long? WaitedSeconds { get; init; }

    public required ImmutableArray<RequestedRunner> Runners { get; init; }

    public required bool AutoscalerAlive { get; init; }

    [Description("Places taken on this host, out of 'places'; a requested runner starts when one is free.")]
    public required int PlacesUsed { get; init; }

    public required int Places { get; init; }

    public required Provenance Seen { get; init; }
}
