namespace Mcp.Tools.Runners.GitHub;

/// <summary>A job's log on its way here.</summary>
/// <param name="response">It is disposed with this object.</param>
/// <param name="content">What comes.</param>
/// <param name="limit">How long nothing may come.</param>
/// <param name="label">How the request is named in messages.</param>
internal sealed class JobLogDownload(HttpResponseMessage response, Stream content, TimeSpan limit, string label, TimeProvider time) : IDisposable
{
    /// <summary>The log's size as the storage announces it; null: it does not.</summary>
    public long? Bytes => response.Content.Headers.ContentLength;

    /// <returns>How many bytes came; 0 at the end.</returns>
    /// <exception cref="GitHubException">The connection broke, or nothing came for too long.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await content.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Http.FailureMapping.TimedOut(label, limit);
        }
        catch (Exception ex) when (ex is IOException or HttpRequestException)
        {
            throw Http.FailureMapping.NoAnswer(label, response.RequestMessage?.RequestUri?.Host ?? "the log's storage", ex);
        }
    }

    public void Dispose()
    {
        content.Dispose();
        response.Dispose();
    }
}
