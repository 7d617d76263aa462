namespace Mcp.Tools.Runners;

/// <summary>A reason to list again. Events are hints: they may be lost or doubled, the listing is the truth.</summary>
/// <param name="ContainerId">The runner that changed; null where the stream was cut and came back.</param>
/// <param name="Action">The engine's word, for example <c>die</c>, or <c>reconnected</c>.</param>
public sealed record LauncherEvent(string? ContainerId, string Action);
