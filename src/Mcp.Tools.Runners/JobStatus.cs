namespace Mcp.Tools.Runners;

/// <summary>Where a job stands on GitHub (<see href="https://docs.github.com/rest/actions/workflow-jobs">REST: workflow jobs</see>).</summary>
public enum JobStatus
{
    /// <summary>GitHub sent a word that this version does not know.</summary>
    Unknown,

    /// <summary>Waits for another job, a concurrency group or GitHub itself; no runner can take it yet.</summary>
    Pending,

    /// <summary>Waits for an environment's approval; no runner can take it yet.</summary>
    Waiting,

    /// <summary>Waits for a runner. Only these are demand.</summary>
    Queued,

    /// <summary>Runs.</summary>
    InProgress,

    /// <summary>Ended; see the conclusion.</summary>
    Completed,
}
