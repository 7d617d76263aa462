namespace Mcp.Tools.Runners.GitHub;

/// <summary>A runner that GitHub has registered, and the configuration that lets one process be it.</summary>
internal sealed record JitRegistration(long RunnerId, string Name, Secret Configuration);
