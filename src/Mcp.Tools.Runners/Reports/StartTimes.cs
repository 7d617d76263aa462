using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>How long runners took from their container's start to online, over all that were read and not only a page.</summary>
internal sealed record StartTimes
{
    [Description("How many runners the numbers are made from: those whose start and first sight online are both known.")]
    public required int Runners { get; init; }

    [Description("How many were started but never seen online; they are in no number here.")]
    public required int NeverSeenOnline { get; init; }

    [Description("Absent where no runner was measured.")]
    public double? MedianSeconds { get; init; }

    [Description("The least number that 95 % of them did not exceed (nearest rank). Absent where no runner was measured.")]
    public double? P95Seconds { get; init; }

    public static StartTimes Of(IReadOnlyCollection<RunnerLifetime> lives)
    {
        ImmutableArray<double> measured = [.. lives.Where(life => life.StartToOnlineSeconds is not null).Select(life => life.StartToOnlineSeconds!.Value).Order()];
        return new()
        {
            Runners = measured.Length,
            NeverSeenOnline = lives.Count(life => life is { RequestToStartSeconds: not null, StartToOnlineSeconds: null }),
            MedianSeconds = measured.IsEmpty ? null : Median(measured),
            P95Seconds = measured.IsEmpty ? null : measured[(int)Math.Ceiling(0.95 * measured.Length) - 1],
        };
    }

    private static double Median(ImmutableArray<double> sorted) =>
        Math.Round((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, 2, MidpointRounding.AwayFromZero);
}
