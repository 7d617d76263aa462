namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Joins the call's own cancellation to Octokit's, and hands the request id back.</summary>
internal sealed class ScopeHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var scope = RequestScope.Current;
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, scope?.Cancellation ?? CancellationToken.None);
        request.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        var response = await base.SendAsync(request, linked.Token);
        scope?.RequestId = AnswerHeaders.RequestId(response);
        return response;
    }
}
