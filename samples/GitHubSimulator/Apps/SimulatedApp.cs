namespace GitHubSimulator;

/// <summary>A GitHub App that the simulator knows. It proves who it is by a JSON web token that its private key has signed.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ClientId">Its client id, which may stand in a token in place of the number.</param>
/// <param name="PublicKeyPem">The public part of its key; tokens are verified with it.</param>
public sealed record SimulatedApp(long Id, string ClientId, string PublicKeyPem)
{
    /// <summary>Its short name.</summary>
    public string Slug { get; init; } = "simulated-app";

    /// <summary>Where it is installed.</summary>
    public IReadOnlyList<SimulatedInstallation> Installations { get; init; } = [];
}
