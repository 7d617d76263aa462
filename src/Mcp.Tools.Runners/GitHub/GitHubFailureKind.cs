namespace Mcp.Tools.Runners.GitHub;

/// <summary>What kind of failure an answer, or its absence, was.</summary>
internal enum GitHubFailureKind
{
    /// <summary>No token is configured, or GitHub does not know it (401).</summary>
    Unauthenticated,

    /// <summary>The token may not do this (403, or 404 on a thing that it cannot see).</summary>
    Forbidden,

    /// <summary>There is no such thing, or the token cannot see it (404).</summary>
    NotFound,

    /// <summary>It was there, and is no longer kept (410).</summary>
    Gone,

    /// <summary>The hourly budget is used up.</summary>
    RateLimited,

    /// <summary>A secondary limit: too fast or too many at once.</summary>
    SecondaryLimit,

    /// <summary>It exists already (409).</summary>
    Conflict,

    /// <summary>GitHub refuses the values (422).</summary>
    Unprocessable,

    /// <summary>GitHub itself failed (5xx).</summary>
    ServerError,

    /// <summary>No connection, or none that lasted.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>An answer that is not what the API documents.</summary>
    BadResponse,
}
