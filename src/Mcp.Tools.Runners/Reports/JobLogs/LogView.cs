namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>Which part of a log is shown.</summary>
internal enum LogView
{
    /// <summary>Around the first line that is marked as an error.</summary>
    Error,

    /// <summary>The end.</summary>
    Tail,

    /// <summary>The beginning.</summary>
    Head,

    /// <summary>The lines that a regular expression meets.</summary>
    Grep,
}
