namespace GitHubSimulator;

/// <summary>An App at one account, with all of its repositories.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Account">The user or organisation.</param>
public sealed record SimulatedInstallation(long Id, string Account)
{
    /// <summary>What it may do, as GitHub names it: <c>administration</c> → <c>write</c>.</summary>
    public IReadOnlyDictionary<string, string> Permissions { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["actions"] = "read",
        ["administration"] = "write",
        ["metadata"] = "read",
        ["organization_self_hosted_runners"] = "write",
    };

    /// <summary>Whether somebody has suspended it.</summary>
    public bool Suspended { get; init; }
}
