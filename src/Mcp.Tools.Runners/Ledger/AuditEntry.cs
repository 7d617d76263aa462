namespace Mcp.Tools.Runners.Ledger;

/// <summary>A call that changed something or gave out a secret: who, what, how it ended. Never the secret.</summary>
/// <param name="Subject">What it was about, for example a repository or a runner.</param>
/// <param name="Outcome"><c>ok</c> or the reason why not.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Tool, string Client, string Subject, string Outcome);
