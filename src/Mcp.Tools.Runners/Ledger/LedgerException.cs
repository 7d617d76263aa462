namespace Mcp.Tools.Runners.Ledger;

/// <summary>The ledger cannot be used; the message says what to do.</summary>
internal sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);
