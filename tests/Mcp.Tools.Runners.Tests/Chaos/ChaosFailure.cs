namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>An invariant does not hold: which, where in which run, what led there, and how to run it again.</summary>
internal sealed class ChaosFailure(string message) : Exception(message);
