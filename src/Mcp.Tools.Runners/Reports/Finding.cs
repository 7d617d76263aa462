namespace Mcp.Tools.Runners.Reports;

/// <summary>One thing that is true about a job and matters to why it does not run.</summary>
/// <param name="Code">From <see cref="ReasonCode"/> or <see cref="ExplanationCode"/>.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Remedy">What would make the job run; null: nothing needs to be done.</param>
/// <param name="Command">The one command that does it.</param>
/// <param name="Call">The one tool call that does it, or that shows more.</param>
internal sealed record Finding(string Code, DateTimeOffset? Since, string Text, string? Remedy = null, string? Command = null, ToolCall? Call = null);
