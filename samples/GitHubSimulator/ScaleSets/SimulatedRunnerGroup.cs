namespace GitHubSimulator;

/// <summary>A runner group of every organisation.</summary>
/// <param name="Id">1 is the default one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Visibility">all, private or selected.</param>
/// <param name="AllowsPublicRepositories">Whether public repositories may use its runners.</param>
public sealed record SimulatedRunnerGroup(int Id, string Name, string Visibility, bool AllowsPublicRepositories);
