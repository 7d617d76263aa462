using System.Net;
using Mcp.Tools.Runners.GitHub.Http;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>
/// Fetches what GitHub keeps outside its API: an address that is good for a minute opens it, without the token. Past the API's handlers,
/// because they take a whole answer before they hand it on.
/// </summary>
internal sealed class LogStorage(Uri address, TimeSpan limit, HttpMessageHandler transport, TimeProvider time) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(transport, disposeHandler: false);

    /// <param name="location">Where the API's answer points to.</param>
    /// <param name="label">How the request is named in messages: the address itself is a key for a minute.</param>
    public async Task<JobLogDownload> OpenAsync(Uri? location, string label, string? requestId, CancellationToken cancellationToken)
    {
        if (location is not { IsAbsoluteUri: true } || !(location.Scheme == Uri.UriSchemeHttps || RequestLabel.SameOrigin(location, address)))
        {
            throw new GitHubException(
                GitHubFailureKind.BadResponse, label, requestId, "GitHub's answer names no https address for the log", $"Check that GitHub:ApiAddress ({address}) is the REST API's base address.");
        }

        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        HttpResponseMessage? response = null;
        JobLogDownload? opened = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, location);
            request.Headers.TryAddWithoutValidation("User-Agent", "mcp-runners");
            response = await _http.SendAsync(request, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw Refused(response.StatusCode, location.Host, label, requestId);
            }

            opened = new JobLogDownload(response, await response.Content.ReadAsStreamAsync(either.Token), limit, label, time);
            return opened;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw FailureMapping.TimedOut(label, limit);
        }
        catch (Exception ex) when (ex is IOException or HttpRequestException)
        {
            throw FailureMapping.NoAnswer(label, location.Host, ex);
        }
        finally
        {
            if (opened is null)
            {
                response?.Dispose();
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static GitHubException Refused(HttpStatusCode status, string host, string label, string? requestId) => new(
        status is HttpStatusCode.NotFound or HttpStatusCode.Gone ? GitHubFailureKind.Gone : GitHubFailureKind.BadResponse,
        label,
        requestId,
        FormattableString.Invariant($"The log's storage ({host}) answers {(int)status} at the address that GitHub gave"),
        "Try again: each call gets a new address. A proxy in between may have to let that host through.");
}
