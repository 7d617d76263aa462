using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Mcp.Server.Http;

/// <summary>Ends the requests that are still open a second after the server began to stop. The SDK ends its idle streams itself.</summary>
internal sealed class StoppableRequests(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var registration = lifetime.ApplicationStopping.Register(() => ended.CancelAfter(Grace));
        context.RequestAborted = ended.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
