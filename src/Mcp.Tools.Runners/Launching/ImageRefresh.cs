namespace Mcp.Tools.Runners.Launching;

/// <summary>Whether an image is to be pulled anew. Pure.</summary>
internal static class ImageRefresh
{
    /// <summary>After a pull that failed; until then runners start from the image that is there.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    /// <param name="pool">The pool.</param>
    /// <param name="image">Its image on the engine.</param>
    /// <param name="triedAt">When a refresh last failed; null: none has since it was pulled.</param>
    /// <param name="now">Now.</param>
    public static bool IsDue(RunnerPool pool, PoolImage image, DateTimeOffset? triedAt, DateTimeOffset now) =>
        pool.ImageRefresh is { } interval
        && image is { Id: not null, Digest: not null } // One that was built here is in no registry.
        && !ImageReference.IsPinned(image.Image)
        && (image.PulledAt is not { } pulledAt || now - pulledAt >= interval)
        && (triedAt is not { } failedAt || now - failedAt >= AfterFailure);
}
