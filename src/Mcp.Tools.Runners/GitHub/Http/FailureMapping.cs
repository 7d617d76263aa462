using System.Net;
using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// What an error answer means and what to do about it (pure). Rate limits are <see cref="LimitHandler"/>'s and do not come here.
/// </summary>
internal static class FailureMapping
{
    private const string StatusPage = "If it lasts, look at https://www.githubstatus.com.";

    public static GitHubException FromAnswer(string request, HttpResponseMessage response, string? message)
    {
        var said = message is null ? string.Empty : $": {message}";
        var (kind, what, advice) = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => (
                GitHubFailureKind.Unauthenticated,
                $"GitHub does not accept the {(RequestCredential.Of(response.RequestMessage)?.Kind == CredentialKind.App ? "App's signature" : "token")}{said}",
                RequestCredential.Of(response.RequestMessage)?.Kind switch
                {
                    CredentialKind.App => "Check that gitHub.appId and the private key belong to the same App, and that this machine's clock is right.",
                    CredentialKind.Installation => "Look whether the App is still installed there and not suspended; a new token is fetched in a minute.",
                    _ => "Put a valid token into GITHUB_TOKEN, or log in with 'gh auth login'.",
                }),
            HttpStatusCode.Forbidden when IsRefusedRerun(request, message) => (
                GitHubFailureKind.Unprocessable, $"GitHub does not run it again{said}", "Look at the run's state first: it may run already, or be older than 30 days."),
            HttpStatusCode.Forbidden or HttpStatusCode.UnavailableForLegalReasons => (
                GitHubFailureKind.Forbidden, $"GitHub refuses this to the token{said}", MissingPermission.Advice(request, response)),
            HttpStatusCode.Gone when request.EndsWith("/logs", StringComparison.Ordinal) => (
                GitHubFailureKind.Gone,
                "GitHub no longer keeps this log (410)",
                "Logs are kept for 90 days unless the repository says otherwise; run the job again for a new one."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => (
                GitHubFailureKind.NotFound,
                $"GitHub has no such thing, or the token cannot see it{said}",
                $"Check the name. {MissingPermission.Advice(request, response)}"),
            HttpStatusCode.Conflict when request.EndsWith("/cancel", StringComparison.Ordinal) => (
                GitHubFailureKind.Conflict, $"GitHub cannot cancel it{said}", "It has ended, so there is nothing to cancel."),
            HttpStatusCode.Conflict => (GitHubFailureKind.Conflict, $"It exists already{said}", "Take another name, or delete the existing one."),
            HttpStatusCode.UnprocessableEntity => (
                GitHubFailureKind.Unprocessable, $"GitHub refuses the values{said}", "Correct the values that the message names."),
            HttpStatusCode.TooManyRequests => (
                GitHubFailureKind.SecondaryLimit, $"GitHub asks for fewer requests{said}", "Wait a minute and try again."),
            >= HttpStatusCode.InternalServerError => (
                GitHubFailureKind.ServerError, $"GitHub itself failed with {(int)response.StatusCode}{said}", $"Try again later. {StatusPage}"),
            _ => (
                GitHubFailureKind.BadResponse,
                $"GitHub answered {(int)response.StatusCode}, which its API does not document here{said}",
                "Check that GitHub:ApiAddress is the REST API's base address."),
        };
        return new GitHubException(kind, request, AnswerHeaders.RequestId(response), what, advice);
    }

    /// <summary>GitHub says 403 here for the run's state too, which no permission would change.</summary>
    private static bool IsRefusedRerun(string request, string? message) => request.EndsWith("/rerun-failed-jobs", StringComparison.Ordinal)
        && message is not null && !message.Contains("accessible by", StringComparison.OrdinalIgnoreCase)
        && (message.Contains("run", StringComparison.OrdinalIgnoreCase) || message.Contains("retr", StringComparison.OrdinalIgnoreCase));

    public static GitHubException NoAnswer(string request, string host, Exception inner) =>
        inner is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            ? new GitHubException(
                GitHubFailureKind.BadResponse,
                request,
                null,
                "GitHub's answer is larger than any that its API documents",
                "Check what answers at GitHub:ApiAddress.",
                inner: inner)
            : new GitHubException(
                GitHubFailureKind.Unreachable,
                request,
                null,
                $"No connection to {host}, or none that lasted: {inner.Message.TrimEnd('.')}",
                $"Check the network, the proxy and GitHub:ApiAddress. {StatusPage}",
                inner: inner);

    public static GitHubException TimedOut(string request, TimeSpan? limit = null) => new(
        GitHubFailureKind.Timeout,
        request,
        null,
        limit is { } time ? FormattableString.Invariant($"No answer from GitHub within {time.TotalSeconds:0.#} s") : "No answer from GitHub in time",
        $"Try again, or raise GitHub:RequestTimeout. {StatusPage}");
}
