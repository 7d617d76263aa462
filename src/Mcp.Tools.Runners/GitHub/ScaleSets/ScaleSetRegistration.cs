namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>A runner that the service has registered, and what lets one process be it.</summary>
/// <param name="Runner">The runner.</param>
/// <param name="Configuration">The encoded just-in-time configuration: base64 of a JSON object of files.</param>
public sealed record ScaleSetRegistration(ScaleSetRunner Runner, Secret Configuration);
