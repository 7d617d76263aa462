using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Whether somebody acts, and how the last pass went.</summary>
internal sealed record AutoscalerReading
{
    public required bool Alive { get; init; }

    [Description("Whether somebody has paused it: nothing is started then.")]
    public required bool Paused { get; init; }

    [Description("Process and host that hold the lease, or held it last.")]
    public string? Holder { get; init; }

    public DateTimeOffset? RenewedAt { get; init; }

    public PassReading? LastPass { get; init; }

    public DateTimeOffset? NextPassDue { get; init; }

    [Description("What is wrong, in words; absent if nothing is.")]
    public string? Problem { get; init; }

    [Description("The command that starts one, where none is alive.")]
    public string? StartWith { get; init; }

    public static AutoscalerReading Of(Situation situation) => new()
    {
        Alive = situation.AutoscalerLives,
        Paused = situation.Control?.Paused ?? false,
        Holder = situation.Lease?.Description,
        RenewedAt = situation.Lease?.RenewedAt,
        LastPass = situation.LastPass is { } pass ? PassReading.Of(pass, situation.Now) : null,
        NextPassDue = situation.NextPassDue,
        Problem = situation.AutoscalerLives ? situation.LastPass?.Problem : situation.NoAutoscaler,
        StartWith = situation.AutoscalerLives ? null : Situation.StartCommand,
    };
}
