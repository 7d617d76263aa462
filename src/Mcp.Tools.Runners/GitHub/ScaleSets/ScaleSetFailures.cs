using System.Text;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>What an error of the service means and what to do about it (pure).</summary>
internal static class ScaleSetFailures
{
    private const int MaxCharacters = 300;
    private const string StatusPage = "If it lasts, look at https://www.githubstatus.com.";

    /// <param name="secrets">What must not be in the text, should somebody echo the request.</param>
    public static ScaleSetException FromReply(ScaleSetReply reply, params ReadOnlySpan<Secret> secrets)
    {
        var (type, message) = Problem(reply);
        var said = Clean(message, secrets) is { } text ? $": {text}" : string.Empty;
        var (kind, what, advice) = ByType(type) ?? ByStatus(reply.Status);
        return new ScaleSetException(kind, reply.Request, what + said, advice, reply.Status, reply.ActivityId, reply.RequestId);
    }

    public static ScaleSetException NoAnswer(string request, string host, Exception inner) => new(
        ScaleSetFailureKind.Unreachable,
        request,
        $"No connection to {host}, or none that lasted: {inner.Message.TrimEnd('.')}",
        $"Check the network and the proxy. {StatusPage}",
        inner: inner);

    public static ScaleSetException TimedOut(string request, TimeSpan limit) => new(
        ScaleSetFailureKind.Timeout, request, FormattableString.Invariant($"No answer within {limit.TotalSeconds:0} s"), $"Try again. {StatusPage}");

    /// <summary>The first step, the registration token, is REST.</summary>
    public static ScaleSetException FromRest(GitHubException failure) => new(
        failure.Kind switch
        {
            GitHubFailureKind.Unauthenticated => ScaleSetFailureKind.Unauthenticated,
            GitHubFailureKind.Forbidden => ScaleSetFailureKind.Forbidden,
            GitHubFailureKind.NotFound => ScaleSetFailureKind.NotFound,
            GitHubFailureKind.RateLimited or GitHubFailureKind.SecondaryLimit => ScaleSetFailureKind.RateLimited,
            GitHubFailureKind.ServerError => ScaleSetFailureKind.ServerError,
            GitHubFailureKind.Unreachable => ScaleSetFailureKind.Unreachable,
            GitHubFailureKind.Timeout => ScaleSetFailureKind.Timeout,
            GitHubFailureKind.Conflict or GitHubFailureKind.Unprocessable => ScaleSetFailureKind.Refused,
            _ => ScaleSetFailureKind.BadResponse,
        },
        failure.Request,
        "No registration token was given",
        failure.Message,
        requestId: failure.RequestId,
        inner: failure);

    /// <summary>For those who start and stop runners, wherever they are registered.</summary>
    public static GitHubException ToGitHub(ScaleSetException failure) => new(
        failure.Kind switch
        {
            ScaleSetFailureKind.Unauthenticated => GitHubFailureKind.Unauthenticated,
            ScaleSetFailureKind.Forbidden => GitHubFailureKind.Forbidden,
            ScaleSetFailureKind.NotFound or ScaleSetFailureKind.RunnerNotFound => GitHubFailureKind.NotFound,
            ScaleSetFailureKind.RunnerExists or ScaleSetFailureKind.SessionConflict => GitHubFailureKind.Conflict,
            ScaleSetFailureKind.Refused or ScaleSetFailureKind.JobStillRunning => GitHubFailureKind.Unprocessable,
            ScaleSetFailureKind.RateLimited => GitHubFailureKind.SecondaryLimit,
            ScaleSetFailureKind.ServerError => GitHubFailureKind.ServerError,
            ScaleSetFailureKind.Unreachable => GitHubFailureKind.Unreachable,
            ScaleSetFailureKind.Timeout => GitHubFailureKind.Timeout,
            _ => GitHubFailureKind.BadResponse,
        },
        failure.Request,
        failure.RequestId,
        "The scale-set service did not do it",
        failure.Message,
        inner: failure);

    /// <summary>The names come with a namespace, and now and then with another one.</summary>
    private static (ScaleSetFailureKind Kind, string What, string Advice)? ByType(string? type) => type switch
    {
        null => null,
        _ when Has(type, "AgentExistsException") => (ScaleSetFailureKind.RunnerExists, "A runner of this name exists already", "Register under another name."),
        _ when Has(type, "AgentNotFoundException") => (ScaleSetFailureKind.RunnerNotFound, "There is no such runner", "Nothing is to be done if it was to go."),
        _ when Has(type, "JobStillRunningException") => (ScaleSetFailureKind.JobStillRunning, "The runner has a job", "Wait until its job is over."),
        _ when Has(type, "RunnerScaleSetSessionConflictException") => SessionConflict,
        _ => null,
    };

    private static (ScaleSetFailureKind Kind, string What, string Advice) ByStatus(int status) => status switch
    {
        401 => (ScaleSetFailureKind.Unauthenticated, "The scale-set service does not accept the token", "Put a valid token into GITHUB_TOKEN, or log in with 'gh auth login'."),
        403 => (
            ScaleSetFailureKind.Forbidden,
            "The scale-set service refuses this to the token",
            "The token needs the organisation permission \"Self-hosted runners: write\", or for a repository \"Administration: write\"; personal accounts may have no scale sets at all."),
        404 => (ScaleSetFailureKind.NotFound, "The scale-set service has no such thing", "Create the scale set again: one that nobody listens to for 7 days is deleted."),
        409 => SessionConflict,
        429 => (ScaleSetFailureKind.RateLimited, "The scale-set service asks for fewer requests", "Wait a minute and try again."),
        >= 500 => (ScaleSetFailureKind.ServerError, FormattableString.Invariant($"The scale-set service itself failed with {status}"), $"Try again later. {StatusPage}"),
        >= 400 => (ScaleSetFailureKind.Refused, "The scale-set service refuses the request", "Correct what the message names."),
        _ => (ScaleSetFailureKind.BadResponse, FormattableString.Invariant($"The scale-set service answered {status}, which its contract does not say here"), "Check the config URL."),
    };

    private static (ScaleSetFailureKind Kind, string What, string Advice) SessionConflict => (
        ScaleSetFailureKind.SessionConflict, "Another session of this scale set is active", "Stop the other controller, or give this one a scale set of another name.");

    private static (string? Type, string? Message) Problem(ScaleSetReply reply)
    {
        if (reply.IsText)
        {
            return (null, Encoding.UTF8.GetString(reply.Body));
        }

        try
        {
            return JsonSerializer.Deserialize(reply.Body, ScaleSetJson.Default.ProblemWire) is { } problem ? (problem.TypeName, problem.Message) : (null, null);
        }
        catch (JsonException)
        {
            // A page of some proxy, or nothing at all: the status has to do.
            return (null, null);
        }
    }

    private static bool Has(string type, string name) => type.Contains(name, StringComparison.Ordinal);

    private static string? Clean(string? text, ReadOnlySpan<Secret> secrets)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim().TrimEnd('.');
        foreach (var secret in secrets)
        {
            line = line.Replace(secret.Reveal(), secret.ToString(), StringComparison.Ordinal);
        }

        return line.Length <= MaxCharacters ? line : line[..MaxCharacters] + "…";
    }
}
