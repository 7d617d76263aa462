namespace Mcp.Tools.Runners.Planning;

/// <summary>The limits that hold for all pools together.</summary>
/// <param name="MemoryBytes">What all runners together may be promised; null: the engine has not said what it has.</param>
internal sealed record PlanLimits(int MaxRunners, long? MemoryBytes, TimeSpan RegistrationTimeout, TimeSpan IdleTimeout);
