namespace Mcp.Tools.Runners.Planning;

/// <summary>A runner to retire, and why.</summary>
/// <param name="Code">A <see cref="RetirementCode"/>.</param>
internal sealed record PlannedRetirement(RunnerInfo Runner, string Code, string Reason);
