namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>A request to the scale-set service failed: which, how, its ids, and what to do. Holds no secret.</summary>
public sealed class ScaleSetException : Exception
{
    internal ScaleSetException(
        ScaleSetFailureKind kind, string request, string what, string advice, int? status = null, string? activityId = null, string? requestId = null, Exception? inner = null)
        : base($"{what} ({request}{Id("activity id", activityId)}{Id("request id", requestId)}). {advice}", inner) =>
        (Kind, Request, Advice, Status, ActivityId, RequestId) = (kind, request, advice, status, activityId, requestId);

    /// <summary>What kind of failure.</summary>
    public ScaleSetFailureKind Kind { get; }

    /// <summary>Method and path, without the query.</summary>
    public string Request { get; }

    /// <summary>A sentence that says what to do next.</summary>
    public string Advice { get; }

    /// <summary>The HTTP status; null: there was no answer.</summary>
    public int? Status { get; }

    /// <summary>The service's <c>ActivityId</c>, for GitHub's support.</summary>
    public string? ActivityId { get; }

    /// <summary>GitHub's <c>X-GitHub-Request-Id</c>.</summary>
    public string? RequestId { get; }

    private static string Id(string name, string? value) => value is null ? string.Empty : $", {name} {value}";
}
