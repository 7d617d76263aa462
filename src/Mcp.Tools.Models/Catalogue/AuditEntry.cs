namespace Mcp.Tools.Models.Catalogue;

/// <summary>One call of a writing tool and how it ended.</summary>
internal sealed record AuditEntry(DateTimeOffset At, string Tool, string Client, string Subject, string Outcome);
