using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>How one source of demand does.</summary>
internal sealed record SourceReading
{
    [Description("poller: the queues are read; webhooks: GitHub tells; else the hook whose list of deliveries is read.")]
    public required string Source { get; init; }

    [Description("alive; silent: nothing came for 15 minutes, which is right where nothing happens; failed: see 'problem'.")]
    public required string State { get; init; }

    [Description("When it was heard last.")]
    public Provenance? Seen { get; init; }

    [Description("Median time in milliseconds from an event on GitHub to its receipt here; GitHub's times are whole seconds.")]
    public long? LagMilliseconds { get; init; }

    [Description("Jobs that it knew of and the other source did not, when the queues were read last; absent: not compared.")]
    public int? JobsOnlyHere { get; init; }

    [Description("When this was measured, by the autoscaler.")]
    public required DateTimeOffset MeasuredAt { get; init; }

    public string? Problem { get; init; }

    public static ImmutableArray<SourceReading> Of(Situation situation) => situation.Sources is not { } seen ? [] :
    [
        .. seen.Sources.Select(source => new SourceReading
        {
            Source = VisibleText.Line(source.Name, 200),
            State = source.State,
            Seen = source.AsOf is { } at ? Provenance.Of(source.Name, at, situation.Now) : null,
            LagMilliseconds = source.LagMilliseconds,
            JobsOnlyHere = source.OnlyHere,
            MeasuredAt = seen.AsOf,
            Problem = source.Problem is { } problem ? VisibleText.Line(problem, 300) : null,
        }),
    ];
}
