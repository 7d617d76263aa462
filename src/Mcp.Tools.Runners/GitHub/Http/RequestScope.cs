namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// One call's way down to the handlers and back, past Octokit: not all of its methods take a cancellation token, and none gives the
/// request id of an answer that it cannot read.
/// </summary>
internal sealed class RequestScope
{
    private static readonly AsyncLocal<RequestScope?> Ambient = new();

    private RequestScope(CancellationToken cancellation) => Cancellation = cancellation;

    public static RequestScope? Current => Ambient.Value;

    public CancellationToken Cancellation { get; }

    public string? RequestId { get; set; }

    /// <summary>Begins a scope that ends with the async method that calls it.</summary>
    public static RequestScope Begin(CancellationToken cancellationToken) => Ambient.Value = new RequestScope(cancellationToken);
}
