namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>Chooses the lines that are shown while the log passes once.</summary>
internal abstract class LogSelection
{
    /// <summary>The chosen lines, in their order, once the log has passed.</summary>
    public abstract IReadOnlyList<KeptLine> Lines { get; }

    /// <summary>Whether there are more lines of the kind, as far as they were looked for.</summary>
    public abstract bool More { get; }

    /// <returns>False: it has all that it wants.</returns>
    public abstract bool Offer(LogLine line);
}
