namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// Turns every error answer, and every missing one, into a <see cref="GitHubException"/>, before Octokit sees it: Octokit knows no
/// 429 and keeps no request id.
/// </summary>
internal sealed class FailureHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            throw FailureMapping.NoAnswer(RequestLabel.Of(request), request.RequestUri!.Host, ex);
        }

        if ((int)response.StatusCode < 400)
        {
            return response;
        }

        using (response)
        {
            var message = await ErrorBody.ReadAsync(response, cancellationToken);
            throw FailureMapping.FromAnswer(RequestLabel.Of(request), response, message);
        }
    }
}
