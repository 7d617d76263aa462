namespace Mcp.Tools.Runners.Ledger;

/// <summary>What people have told the autoscaler. Holds until it is told otherwise, over restarts too.</summary>
/// <param name="Paused">Nothing is started; what runs goes on, and what has ended is cleaned up.</param>
/// <param name="MaxRunners">Runners at once instead of the configured number; null: the configured one.</param>
/// <param name="Reason">Why, in the words of whoever set it.</param>
/// <param name="SetBy">The client.</param>
/// <param name="Draining">Paused, and idle runners are retired too: when the busy ones have ended, the host is empty.</param>
internal sealed record AutoscalerControl(bool Paused, int? MaxRunners, string? Reason, string SetBy, DateTimeOffset SetAt, bool Draining = false);
