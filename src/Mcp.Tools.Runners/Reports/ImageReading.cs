using System.Collections.Immutable;
using System.ComponentModel;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A pool's image on the engine. What is absent is unknown.</summary>
internal sealed record ImageReading
{
    /// <summary>GitHub gives no jobs to a runner that is older than this when a newer one is out.</summary>
    public static readonly TimeSpan GitHubLimit = TimeSpan.FromDays(30);

    public required string Pool { get; init; }

    public required string Image { get; init; }

    [Description("present, missing (it is pulled when a runner needs it), pulling, or unknown where nobody has looked.")]
    public required string State { get; init; }

    [Description("What the registry calls exactly this image: name the image with @ and this to pin it. Absent where it came from no registry.")]
    public string? Digest { get; init; }

    [Description("The engine's id of it.")]
    public string? Id { get; init; }

    public string? Architecture { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public long? AgeSeconds { get; init; }

    [Description("From the image's label org.opencontainers.image.version, or 'unknown'.")]
    public required string RunnerVersion { get; init; }

    [Description("When this controller last pulled it; absent: it did not.")]
    public DateTimeOffset? PulledAt { get; init; }

    [Description("Whether the image is named by digest, so that it never changes.")]
    public required bool Pinned { get; init; }

    [Description("Why it could not be pulled anew.")]
    public string? Problem { get; init; }

    public Provenance? Seen { get; init; }

    public static ImmutableArray<ImageReading> Of(Situation situation) =>
        [.. situation.Options.EffectivePools.Select(pool => Of(situation, pool))];

    /// <summary>What to do about an image whose runner GitHub may soon refuse; null: nothing.</summary>
    public string? Advise() => this is { AgeSeconds: { } age, State: "present" } && TimeSpan.FromSeconds(age) > GitHubLimit
        ? $"The image of the pool '{Pool}' is {Wording.Of(TimeSpan.FromSeconds(age))} old: GitHub gives no jobs to a runner that is more than 30 d behind. {(Pinned ? "Name a newer digest in the pool." : $"Run: docker pull {Image}")}"
        : null;

    private static ImageReading Of(Situation situation, RunnerPool pool)
    {
        var name = ImageReference.WithTag(pool.Image);
        var seen = situation.Images?.Status.Images.FirstOrDefault(image => image.Pool == pool.Name && image.Image == name);
        return new()
        {
            Pool = pool.Name,
            Image = Wording.Clip(name, 300),
            State = situation.PullFor(pool.Name) is not null ? "pulling" : seen is null ? "unknown" : seen.Id is null ? "missing" : "present",
            Digest = seen?.Digest,
            Id = seen?.Id,
            Architecture = seen?.Architecture is { Length: > 0 } architecture ? VisibleText.Line(architecture, 40) : null,
            CreatedAt = seen?.CreatedAt,
            AgeSeconds = seen?.CreatedAt is { } created ? Math.Max(0, (long)(situation.Now - created).TotalSeconds) : null,
            RunnerVersion = seen?.RunnerVersion is { } version ? VisibleText.Line(version, 80) : "unknown",
            PulledAt = seen?.PulledAt,
            Pinned = ImageReference.IsPinned(name),
            Problem = seen?.Problem is { } problem ? VisibleText.Line(problem, 300) : null,
            Seen = seen is null ? null : Provenance.Of("docker", situation.Images!.AsOf, situation.Now),
        };
    }
}
