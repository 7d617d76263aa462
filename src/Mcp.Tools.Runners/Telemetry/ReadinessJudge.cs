using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Judges what the ledger has. Pure.</summary>
internal static class ReadinessJudge
{
    public static Readiness Of(Situation situation) => new(
        Lease(situation),
        Part(situation, ReadinessState.Ready, situation.Now, problem: null),
        Engine(situation),
        GitHub(situation));

    /// <summary>The ledger cannot be read, so nothing else is known.</summary>
    public static Readiness Unreadable(string problem, DateTimeOffset now) => new(Nothing, new(ReadinessState.NotReady, now, TimeSpan.Zero, problem), Nothing, Nothing);

    private static ReadinessPart Nothing => new(ReadinessState.Unknown, AsOf: null, Age: null, "The ledger cannot be read.");

    private static ReadinessPart Lease(Situation situation) => situation.AutoscalerLives
        ? Part(situation, ReadinessState.Ready, situation.Lease!.RenewedAt, problem: null)
        : Part(situation, ReadinessState.NotReady, situation.Lease?.RenewedAt, situation.NoAutoscaler);

    private static ReadinessPart Engine(Situation situation) => situation.Engine switch
    {
        null => Part(situation, ReadinessState.Unknown, asOf: null, "No autoscaler has asked the engine yet."),
        var engine when IsOld(situation, engine.AsOf) => Part(situation, ReadinessState.Unknown, engine.AsOf, "The engine was asked too long ago to speak for now."),
        { Available: true } engine => Part(situation, ReadinessState.Ready, engine.AsOf, problem: null),
        var engine => Part(situation, ReadinessState.NotReady, engine.AsOf, engine.Problem ?? "The engine does not answer."),
    };

    private static ReadinessPart GitHub(Situation situation) => situation.Demand switch
    {
        null => Part(situation, ReadinessState.Unknown, asOf: null, "No autoscaler has read the queues yet."),
        var demand when !situation.AutoscalerLives && situation.DemandIsStale => Part(situation, ReadinessState.Unknown, demand.AsOf, "The queues were read too long ago to speak for now."),
        { Quality: DemandQuality.Unknown } demand => Part(situation, ReadinessState.NotReady, demand.AsOf, situation.LastPass?.Problem ?? "The queues cannot be read."),
        var demand when situation.DemandIsStale => Part(situation, ReadinessState.Unknown, demand.AsOf, "The queues were read too long ago to speak for now."),
        var demand => Part(situation, ReadinessState.Ready, demand.AsOf, problem: null),
    };

    // As the demand is judged everywhere: three passes were missed.
    private static bool IsOld(Situation situation, DateTimeOffset asOf) => situation.Now - asOf > (3 * situation.Options.PollInterval) + TimeSpan.FromSeconds(30);

    private static ReadinessPart Part(Situation situation, ReadinessState state, DateTimeOffset? asOf, string? problem)
    {
        TimeSpan? age = asOf is not { } at ? null : situation.Now > at ? situation.Now - at : TimeSpan.Zero;
        return new(state, asOf, age, problem is null ? null : Wording.Clip(problem, 500));
    }
}
