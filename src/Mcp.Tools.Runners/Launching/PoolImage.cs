namespace Mcp.Tools.Runners.Launching;

/// <summary>A pool's image, as the engine has it. What is null is unknown.</summary>
/// <param name="Pool">The pool's name.</param>
/// <param name="Image">The image, with its tag or digest.</param>
/// <param name="Id">The engine's id of it; null: it is not on the engine.</param>
/// <param name="Digest">What the registry calls exactly this image; null where it came from no registry.</param>
/// <param name="Architecture">Docker's word for its architecture.</param>
/// <param name="CreatedAt">When it was built.</param>
/// <param name="RunnerVersion">The runner inside, as the image's label says.</param>
/// <param name="PulledAt">When this controller last pulled it, or found by pulling that it is the newest; null: never.</param>
/// <param name="Problem">Why it could not be refreshed.</param>
internal sealed record PoolImage(
    string Pool, string Image, string? Id, string? Digest, string? Architecture, DateTimeOffset? CreatedAt, string? RunnerVersion, DateTimeOffset? PulledAt, string? Problem);
