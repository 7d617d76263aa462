using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;

namespace Mcp.Server.Stdio;

/// <summary>Cancels the tool calls that still run when the client is gone. The SDK cancels them only together with their responses.</summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Task CancelAsync() => _source.CancelAsync();

    public void Dispose() => _source.Dispose();

    public void AddTo(IMcpServerBuilder builder) => builder.WithRequestFilters(filters => filters.AddCallToolFilter(next => async (request, cancellationToken) =>
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _source.Token);
        try
        {
            return await next(request, both.Token);
        }
        catch (OperationCanceledException) when (_source.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new McpException("The call was cancelled, because the client closed its end before it was done.");
        }
    }));
}
