namespace GitHubSimulator;

/// <summary>A repository of the simulated world.</summary>
public sealed record SimulatedRepository(long Id, string FullName, bool Private, DateTimeOffset CreatedAt, DateTimeOffset PushedAt)
{
    /// <summary>The account that owns it.</summary>
    public string Owner => FullName[..FullName.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Its name without the owner.</summary>
    public string Name => FullName[(FullName.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
