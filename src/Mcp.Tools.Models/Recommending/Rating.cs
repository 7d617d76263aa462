namespace Mcp.Tools.Models.Recommending;

/// <summary>How well a model did a task.</summary>
/// <param name="Hardware">The class of hardware that it ran on.</param>
/// <param name="Reward">From 0, useless, to 1, perfect.</param>
internal sealed record Rating(DateTimeOffset At, string Model, string Task, string Hardware, double Reward, string Client, string? Note);
