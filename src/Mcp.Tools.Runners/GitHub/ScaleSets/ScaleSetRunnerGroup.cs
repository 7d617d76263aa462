namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>A runner group.</summary>
/// <param name="Id">Its id; the default group has 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsDefault">Whether runners without a group are in it.</param>
public sealed record ScaleSetRunnerGroup(int Id, string Name, bool IsDefault);
