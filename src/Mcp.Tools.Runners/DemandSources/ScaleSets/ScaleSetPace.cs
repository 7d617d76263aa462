using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>How long to wait after a failure (pure).</summary>
internal static class ScaleSetPace
{
    /// <summary>A service that was not heard for so long is gone: the pool's jobs are served over REST.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestAfterRefusal = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterConflict = TimeSpan.FromSeconds(30);

    /// <summary>Whether it is a trouble of the moment, that says nothing about the set.</summary>
    public static bool MayPass(ScaleSetFailureKind? kind) => kind is ScaleSetFailureKind.RateLimited or ScaleSetFailureKind.ServerError
        or ScaleSetFailureKind.Unreachable or ScaleSetFailureKind.Timeout or ScaleSetFailureKind.BadResponse;

    /// <param name="kind">Null: it failed here, not there.</param>
    /// <param name="failures">How often in a row before.</param>
    /// <param name="jitter">From 0 up to 1: controllers that failed together do not come back together.</param>
    public static TimeSpan After(ScaleSetFailureKind? kind, int failures, double jitter)
    {
        if (kind == ScaleSetFailureKind.SessionConflict)
        {
            return AfterConflict * (1 + jitter);
        }

        var wait = First * Math.Pow(2, Math.Min(failures, 10));
        var longest = kind is null || MayPass(kind) ? Longest : LongestAfterRefusal;
        return (wait < longest ? wait : longest) * (1 + (jitter / 4));
    }
}
