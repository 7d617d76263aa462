using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>What a pool needs of the host for each of its runners, and whether it is there.</summary>
internal sealed record PoolNeeds
{
    public required string Pool { get; init; }

    public required string Architecture { get; init; }

    public required double Processors { get; init; }

    public required long MemoryBytes { get; init; }

    [Description("What the folder of each may hold before its job is ended; absent: no limit.")]
    public long? DiskBytes { get; init; }

    public required int Gpus { get; init; }

    [Description("Whether each has a rootless Docker daemon of its own, for jobs with 'container:' or 'services:'.")]
    public required bool OwnDocker { get; init; }

    [Description("The runtime that it names; absent: the engine's default.")]
    public string? Runtime { get; init; }

    public required string Image { get; init; }

    [Description("present, missing (it is pulled when a runner needs it), pulling or unknown.")]
    public required string ImageState { get; init; }

    [Description("How many of its runners the empty host could have at once, by the limits that are known.")]
    public required int FitsAtOnce { get; init; }

    [Description("How many more could start now.")]
    public required int FitsNow { get; init; }

    [Description("What is missing for it, and what to do; absent: nothing that is known.")]
    public ImmutableArray<string>? Missing { get; init; }

    public static PoolNeeds Of(Situation situation, RunnerPool pool, ImageReading? image)
    {
        var missing = PoolGaps.Find(situation, pool, image);
        return new()
        {
            Pool = pool.Name,
            Architecture = HostArchitecture.ToLabel(pool.Architecture),
            Processors = pool.Resources.Processors,
            MemoryBytes = pool.Resources.MemoryBytes,
            DiskBytes = pool.Resources.DiskBytes,
            Gpus = pool.Gpus,
            OwnDocker = pool.OwnDocker,
            Runtime = pool.Runtime,
            Image = Wording.Clip(pool.Image, 300),
            ImageState = image?.State ?? "unknown",
            FitsAtOnce = PoolRoom.Count(situation, pool, []),
            FitsNow = PoolRoom.Count(situation, pool, situation.Fleet),
            Missing = missing.Count == 0 ? null : [.. missing],
        };
    }
}
