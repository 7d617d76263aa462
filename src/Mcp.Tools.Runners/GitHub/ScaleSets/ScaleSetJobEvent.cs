namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>What happened to a job.</summary>
public enum ScaleSetJobEvent
{
    /// <summary>It may be acquired.</summary>
    Available,

    /// <summary>It is the set's, and needs a runner. It may be taken back: see <see cref="Completed"/>.</summary>
    Assigned,

    /// <summary>A runner runs it.</summary>
    Started,

    /// <summary>It is over; without a runner and with the result <c>canceled</c> only its assignment is, and it may be assigned again.</summary>
    Completed,
}
