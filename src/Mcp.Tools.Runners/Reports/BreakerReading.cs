using System.Collections.Immutable;
using System.ComponentModel;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Starts that fail.</summary>
internal sealed record BreakerReading
{
    public required string Pool { get; init; }

    [Description("The repository whose runners GitHub refuses; absent: all starts in the pool fail.")]
    public string? Repository { get; init; }

    [Description("pausing: nothing is started until 'next_try'. open: so many starts failed in a row that only single runners try, until one comes online.")]
    public required string State { get; init; }

    [Description("How many failed in a row; those that were under way together count once.")]
    public required int Failures { get; init; }

    public required DateTimeOffset Since { get; init; }

    [Description("When the next start may be tried; in the past: now.")]
    public required DateTimeOffset NextTry { get; init; }

    [Description("The last failure, as a code.")]
    public required string Code { get; init; }

    [Description("The last failure, in words.")]
    public required string Reason { get; init; }

    public static ImmutableArray<BreakerReading> Of(Situation situation) => [.. situation.Breakers.Select(Of)];

    private static BreakerReading Of(Breaker breaker) => new()
    {
        Pool = breaker.Pool,
        Repository = breaker.Repository?.ToString(),
        State = breaker.IsOpen ? "open" : "pausing",
        Failures = breaker.Failures,
        Since = breaker.Since,
        NextTry = breaker.Until,
        Code = breaker.Code,
        Reason = VisibleText.Line(breaker.Reason, 300),
    };
}
