namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>A runner of a scale set.</summary>
/// <param name="Id">The service's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="ScaleSetId">Its set.</param>
public sealed record ScaleSetRunner(long Id, string Name, int ScaleSetId);
