namespace GitHubSimulator;

/// <summary>A webhook of the simulated world.</summary>
/// <param name="Scope"><c>owner/repository</c>, an organisation, or <c>app</c>: all repositories.</param>
public sealed record SimulatedHook(long Id, string Scope, Uri Url, IReadOnlyList<string> Events, DateTimeOffset CreatedAt)
{
    /// <summary>The scope of the App's one webhook.</summary>
    public const string AppScope = "app";

    /// <summary>What deliveries are signed with; null: they are not.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether it delivers.</summary>
    public bool Active { get; init; } = true;

    /// <summary><c>json</c> or <c>form</c>.</summary>
    public string ContentType { get; init; } = "json";

    /// <summary>1: the receiver's certificate is not checked.</summary>
    public string InsecureSsl { get; init; } = "0";

    /// <summary>The last answer's code; null: nothing was delivered yet.</summary>
    public int? LastCode { get; init; }

    internal bool Wants(string repository, string name) =>
        Active && (Events.Contains(name) || Events.Contains("*")) && IsOf(repository);

    internal bool IsOf(string repository) => Scope == AppScope
        || string.Equals(Scope, repository, StringComparison.OrdinalIgnoreCase)
        || repository.StartsWith(Scope + "/", StringComparison.OrdinalIgnoreCase);
}
