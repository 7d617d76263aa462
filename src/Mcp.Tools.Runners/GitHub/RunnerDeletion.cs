namespace Mcp.Tools.Runners.GitHub;

/// <summary>How a deletion of a runner ended.</summary>
internal enum RunnerDeletion
{
    /// <summary>It is gone now.</summary>
    Deleted,

    /// <summary>It was gone already.</summary>
    NotFound,

    /// <summary>It runs a job: leave it.</summary>
    Busy,
}
