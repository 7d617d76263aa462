namespace GitHubSimulator;

/// <summary>A self-hosted runner that GitHub knows of.</summary>
/// <param name="Id">Its id, unique in the world.</param>
/// <param name="Name">Its name, unique in its scope.</param>
/// <param name="Scope"><c>owner/repository</c> or <c>organisation</c>.</param>
/// <param name="Labels">Lower-case labels; none is implied.</param>
/// <param name="Ephemeral">True if it is removed after one job.</param>
public sealed record RegisteredRunner(long Id, string Name, string Scope, IReadOnlyList<string> Labels, bool Ephemeral)
{
    /// <summary>The runner group.</summary>
    public long GroupId { get; init; } = 1;

    /// <summary>unknown until it has connected once.</summary>
    public string Os { get; init; } = "unknown";

    /// <summary>True while it has a session.</summary>
    public bool Online { get; init; }

    /// <summary>True while it runs a job.</summary>
    public bool Busy { get; init; }

    /// <summary>The job that it runs.</summary>
    public long? JobId { get; init; }

    /// <summary>The open session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The scale set that it belongs to: it gets the set's jobs only.</summary>
    public int? ScaleSetId { get; init; }

    /// <summary>When it was heard of last.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>True if the runner serves the repository.</summary>
    public bool Serves(string repository) => Serves(Scope, repository);

    /// <summary>True if a repository is in the scope.</summary>
    internal static bool Serves(string scope, string repository) =>
        string.Equals(scope, repository, StringComparison.OrdinalIgnoreCase)
        || repository.StartsWith(scope + "/", StringComparison.OrdinalIgnoreCase)
        || scope.StartsWith("enterprises/", StringComparison.OrdinalIgnoreCase);
}
