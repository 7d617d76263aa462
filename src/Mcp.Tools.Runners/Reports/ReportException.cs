namespace Mcp.Tools.Runners.Reports;

/// <summary>A question that cannot be answered as it was asked. The message says why and what to ask instead.</summary>
internal sealed class ReportException(string message) : Exception(message);
