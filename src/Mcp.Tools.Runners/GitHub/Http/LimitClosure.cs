using System.Net;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>A limit in force.</summary>
/// <param name="Explained">GitHub gave the time; else it is a guess that grows.</param>
internal sealed record LimitClosure(GitHubFailureKind Kind, DateTimeOffset Until, bool Explained)
{
    private static readonly TimeSpan FirstGuess = TimeSpan.FromMinutes(1);
    private const int MaxDoublings = 4;

    public static bool MayBeLimit(HttpStatusCode status) => status is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests;

    /// <summary>
    /// Reads a 403 or 429 as GitHub advises: retry-after, then the remaining budget, then the message. Null: a 403 for another
    /// reason.
    /// </summary>
    /// <param name="unexplained">How many limits in a row came without a time.</param>
    /// <remarks><see href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api"/></remarks>
    public static LimitClosure? Of(HttpResponseMessage response, string? message, DateTimeOffset now, int unexplained)
    {
        var secondary = message?.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase) == true
            || message?.Contains("abuse detection", StringComparison.OrdinalIgnoreCase) == true;
        var used = !secondary && AnswerHeaders.Remaining(response) == 0;
        var kind = used ? GitHubFailureKind.RateLimited : GitHubFailureKind.SecondaryLimit;
        if (AnswerHeaders.RetryAt(response, now) is { } retryAt)
        {
            return new LimitClosure(kind, retryAt, Explained: true);
        }

        if (used && AnswerHeaders.ResetAt(response) is { } reset)
        {
            return new LimitClosure(kind, reset, Explained: true);
        }

        return used || secondary || response.StatusCode == HttpStatusCode.TooManyRequests
            ? new LimitClosure(kind, now + (FirstGuess * (1 << Math.Min(unexplained, MaxDoublings))), Explained: false)
            : null;
    }
}
