namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Sends no faster than GitHub's secondary limits allow: <see cref="RequestPace"/> says when.</summary>
internal sealed class PaceHandler(TimeProvider time) : DelegatingHandler
{
    /// <summary>The minute's window frees up bit by bit, and a read has a chance before a write.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly RequestPace _pace = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var writes = request.Method != HttpMethod.Get;
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                wait = _pace.Take(writes, BackgroundReading.IsUnderWay && !writes, time.GetElapsedTime(0));
            }

            if (wait <= TimeSpan.Zero)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            await Task.Delay(wait < Step ? wait : Step, time, cancellationToken);
        }
    }
}
