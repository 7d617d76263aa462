namespace Mcp.Tools.Runners.Planning;

/// <summary>The limits that hold for all pools together.</summary>
internal sealed record PlanLimits(int MaxRunners, TimeSpan RegistrationTimeout, TimeSpan IdleTimeout);
