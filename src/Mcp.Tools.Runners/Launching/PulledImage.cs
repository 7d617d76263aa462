namespace Mcp.Tools.Runners.Launching;

/// <summary>An image that this controller has pulled.</summary>
/// <param name="Image">By which name.</param>
/// <param name="Id">The engine's id of what came.</param>
/// <param name="At">When it was last pulled.</param>
/// <param name="WasNew">Whether the pull brought it: only then may it be removed again.</param>
internal sealed record PulledImage(string Image, string Id, DateTimeOffset At, bool WasNew);
