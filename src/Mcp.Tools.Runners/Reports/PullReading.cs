using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>An image that is being pulled.</summary>
internal sealed record PullReading
{
    /// <summary>After this long without a byte it is worth a look.</summary>
    public static readonly TimeSpan Stalled = TimeSpan.FromSeconds(60);

    public required string Image { get; init; }

    [Description("The pools whose runners wait for it.")]
    public required ImmutableArray<string> Pools { get; init; }

    [Description("How far it is, in words.")]
    public required string Progress { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required long DoneBytes { get; init; }

    [Description("Absent while the size of some layer is unknown.")]
    public long? TotalBytes { get; init; }

    public required int Layers { get; init; }

    public required int LayersDone { get; init; }

    [Description("For how long nothing has come.")]
    public required long UnchangedSeconds { get; init; }

    public required Provenance Seen { get; init; }

    public static ImmutableArray<PullReading> Of(Situation situation) =>
    [
        .. situation.Pulls.Select(pull => new PullReading
        {
            Image = Wording.Clip(pull.Image, 300),
            Pools = [.. situation.Options.EffectivePools.Where(pool => ImageReference.WithTag(pool.Image) == pull.Image).Select(pool => pool.Name)],
            Progress = Describe(pull, situation.Now),
            Since = pull.Since,
            DoneBytes = pull.DoneBytes,
            TotalBytes = pull.TotalBytes,
            Layers = pull.Layers,
            LayersDone = pull.LayersDone,
            UnchangedSeconds = Math.Max(0, (long)(situation.Now - pull.ChangedAt).TotalSeconds),
            Seen = Provenance.Of("docker", situation.PullsAsOf ?? situation.Now, situation.Now),
        }),
    ];

    /// <summary>For example <c>34 of 210 MiB, 2 of 7 layers, since 20 s</c>.</summary>
    public static string Describe(ImagePull pull, DateTimeOffset now)
    {
        var bytes = pull switch
        {
            { TotalBytes: { } total } => $"{Mebibytes(pull.DoneBytes)} of {Mebibytes(total)} MiB",
            { DoneBytes: > 0 } => $"{Mebibytes(pull.DoneBytes)} MiB so far",
            _ => "nothing has come yet",
        };
        var layers = pull.Layers > 0 ? string.Create(CultureInfo.InvariantCulture, $", {pull.LayersDone} of {Wording.Count(pull.Layers, "layer")}") : "";
        var stalled = now - pull.ChangedAt >= Stalled ? $", nothing new for {Wording.Of(now - pull.ChangedAt)}" : "";
        return $"{bytes}{layers}, since {Wording.Of(now - pull.Since)}{stalled}";
    }

    private static string Mebibytes(long bytes) => bytes >= 10 << 20
        ? (bytes >> 20).ToString(CultureInfo.InvariantCulture)
        : (bytes / (double)(1 << 20)).ToString("0.0", CultureInfo.InvariantCulture);
}
