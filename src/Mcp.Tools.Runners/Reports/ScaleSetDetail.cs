using System.Collections.Immutable;
using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A pool's scale set at GitHub.</summary>
internal sealed record ScaleSetDetail
{
    private const string NotListening = "not_listening";

    public required string Pool { get; init; }

    [Description("The organisation, repository or enterprise.")]
    public required string Place { get; init; }

    public required string Name { get; init; }

    [Description("live, opening, other_controller (another one has its jobs), down (the pool's jobs are served over REST), or not_listening (no autoscaler is alive).")]
    public required string State { get; init; }

    public DateTimeOffset? Since { get; init; }

    [Description("Why it is not live, or what was the matter a moment ago.")]
    public string? Problem { get; init; }

    [Description("Jobs that need a runner of the set, running ones included.")]
    public int? AssignedJobs { get; init; }

    public int? RunningJobs { get; init; }

    [Description("How many runners the set may have in all, as GitHub was told.")]
    public int? Capacity { get; init; }

    [Description("When GitHub answered last.")]
    public DateTimeOffset? HeardAt { get; init; }

    public long? LastMessageId { get; init; }

    public DateTimeOffset? LastMessageAt { get; init; }

    [Description("From what the last message tells to its arrival.")]
    public double? LagSeconds { get; init; }

    [Description("What messages told of jobs that could not be joined with a job of the REST API; it counts as a number.")]
    public required int Unjoined { get; init; }

    public Provenance? Seen { get; init; }

    public static ImmutableArray<ScaleSetDetail> Of(Situation situation) =>
        [.. situation.Options.EffectivePools.Where(pool => pool.ScaleSet is not null).Select(pool => Of(situation, pool))];

    /// <summary>What to do about it; null: nothing.</summary>
    public string? Advise() => State is "down" or "other_controller" && Problem is { } problem
        ? $"The scale set '{Name}' of the pool '{Pool}' cannot be used: {VisibleText.Line(problem, 300)}"
        : null;

    private static ScaleSetDetail Of(Situation situation, RunnerPool pool)
    {
        // What a process wrote that is gone is no news of the set.
        var reading = situation.AutoscalerLives ? situation.ScaleSets?.Status.Sets.FirstOrDefault(set => set.Pool == pool.Name) : null;
        return new()
        {
            Pool = pool.Name,
            Place = pool.ScaleSet!.ConfigUrl,
            Name = pool.ScaleSet.Name ?? pool.Name,
            State = reading is null ? NotListening : LedgerWord<ScaleSetState>.From(reading.State),
            Since = reading?.Since,
            Problem = reading?.Problem is { } problem ? VisibleText.Line(problem, 500) : null,
            AssignedJobs = reading?.AssignedJobs,
            RunningJobs = reading?.RunningJobs,
            Capacity = reading?.Capacity,
            HeardAt = reading?.HeardAt,
            LastMessageId = reading?.LastMessageId,
            LastMessageAt = reading?.LastMessageAt,
            LagSeconds = reading?.LagSeconds,
            Unjoined = reading?.Unjoined ?? 0,
            Seen = reading is null ? null : Provenance.Of("scale-set", situation.ScaleSets!.AsOf, situation.Now),
        };
    }
}
