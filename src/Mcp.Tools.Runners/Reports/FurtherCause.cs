namespace Mcp.Tools.Runners.Reports;

/// <summary>Another cause beside the verdict.</summary>
internal sealed record FurtherCause(string Code, string Text, string? Remedy, string? Command);
