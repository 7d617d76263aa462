using System.Collections.Concurrent;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>The network between one process and GitHub: requests or their answers can get stuck in it until somebody gives up.</summary>
internal sealed class ChaosTransport(OutsideCalls calls, ConcurrentQueue<ChaosFault> hangs, ChaosTally tally, TimeProvider time, HttpMessageHandler network)
    : DelegatingHandler(network)
{
    private static readonly TimeSpan ForEver = TimeSpan.FromHours(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await calls.BorderAsync();
        calls.Begin();
        try
        {
            hangs.TryDequeue(out var fault);
            if (fault == ChaosFault.RequestHangs)
            {
                tally.Count(fault);
                await calls.HangAsync(ForEver, time, cancellationToken);
            }

            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            if (fault == ChaosFault.AnswerHangs)
            {
                tally.Count(fault);
                response.Dispose();
                await calls.HangAsync(ForEver, time, cancellationToken);
            }

            return response;
        }
        finally
        {
            calls.End();
            await calls.BorderAsync();
        }
    }
}
