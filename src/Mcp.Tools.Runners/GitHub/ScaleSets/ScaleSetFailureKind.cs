namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>What kind of failure it was.</summary>
public enum ScaleSetFailureKind
{
    /// <summary>The token is not accepted, also not a fresh one (401).</summary>
    Unauthenticated,

    /// <summary>The token may not do this here (403).</summary>
    Forbidden,

    /// <summary>There is no such set, session or place (404).</summary>
    NotFound,

    /// <summary>The service refuses the values (other 4xx), for example a name that is taken.</summary>
    Refused,

    /// <summary>Another session of the set is active (409).</summary>
    SessionConflict,

    /// <summary>A runner of that name exists.</summary>
    RunnerExists,

    /// <summary>There is no such runner.</summary>
    RunnerNotFound,

    /// <summary>The runner has a job.</summary>
    JobStillRunning,

    /// <summary>Too many requests (429), or GitHub's budget for the registration token is spent.</summary>
    RateLimited,

    /// <summary>The service itself failed (5xx).</summary>
    ServerError,

    /// <summary>No connection, or none that lasted.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>An answer that is not what the service's contract says.</summary>
    BadResponse,
}
