namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <param name="Body">A text that holds a JSON array; may be empty.</param>
internal sealed record MessageWire(long MessageId, string? MessageType = null, string? Body = null, ScaleSetStatistics? Statistics = null);
