using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The proxy of a pool whose runners go out through one.</summary>
internal sealed record EgressReading
{
    public required string Pool { get; init; }

    [Description("absent (the next runner brings it), starting, listening, or failed: then no runner of the pool is started.")]
    public required string State { get; init; }

    [Description("The name of its container; absent where there is none.")]
    public string? Proxy { get; init; }

    public DateTimeOffset? RunningSince { get; init; }

    public string? Problem { get; init; }

    /// <summary>Null: no pool has one.</summary>
    public static ImmutableArray<EgressReading>? Of(LauncherStatus engine) => engine.Egress is not { IsDefaultOrEmpty: false } proxies
        ? null
        : [
            .. proxies.Select(proxy => new EgressReading
            {
                Pool = proxy.Pool,
                State = Word(proxy.State),
                Proxy = proxy.Name,
                RunningSince = proxy.Since,
                Problem = proxy.Problem is { } problem ? VisibleText.Line(problem, 600) : null,
            }),
        ];

    private static string Word(EgressState state) => state switch
    {
        EgressState.Absent => "absent",
        EgressState.Starting => "starting",
        EgressState.Listening => "listening",
        _ => "failed",
    };
}
