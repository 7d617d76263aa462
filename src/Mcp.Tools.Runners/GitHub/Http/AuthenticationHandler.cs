using System.Net;
using System.Net.Http.Headers;
using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// Adds the token, for GitHub's own address only, and asks once more with a newer token after a 401, which GitHub gives before it
/// does anything.
/// </summary>
internal sealed class AuthenticationHandler(Uri address, IGitHubCredential credential) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A redirect (Octokit follows them) may lead to another host: the token stays here.
        if (!RequestLabel.SameOrigin(request.RequestUri!, address))
        {
            request.Headers.Authorization = null;
            RequestCredential.Remove(request);
            return await base.SendAsync(request, cancellationToken);
        }

        RequestCredential.Set(request, credential);
        var token = await credential.GetAsync(RequestLabel.Of(request), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized
            || await credential.ReloadAsync(token, cancellationToken) is not { } newer)
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", newer.Reveal());
        return await base.SendAsync(request, cancellationToken);
    }
}
