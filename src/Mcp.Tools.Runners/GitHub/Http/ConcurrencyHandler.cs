namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Lets so many requests be under way at once; the others wait their turn.</summary>
internal sealed class ConcurrencyHandler(SemaphoreSlim slots) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            slots.Release();
        }
    }
}
