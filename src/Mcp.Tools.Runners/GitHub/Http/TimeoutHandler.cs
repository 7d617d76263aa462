namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// Ends an attempt that takes too long, its body included, and says so by name: to a caller an HTTP time-out looks like its own
/// cancellation.
/// </summary>
internal sealed class TimeoutHandler(TimeSpan limit, TimeProvider time) : DelegatingHandler
{
    private const long MaxBytes = 64L * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxBytes, either.Token);
            return response;
        }
        catch (Exception ex)
        {
            response?.Dispose();
            if (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested
                && (ex is OperationCanceledException or IOException or HttpRequestException))
            {
                throw FailureMapping.TimedOut(RequestLabel.Of(request), limit);
            }

            throw;
        }
    }
}
