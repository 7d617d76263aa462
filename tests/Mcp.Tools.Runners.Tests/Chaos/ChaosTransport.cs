namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>The network between one process and GitHub: requests or their answers can get stuck in it until somebody gives up.</summary>
internal sealed class ChaosTransport(OutsideCalls calls, ChaosHost host, HttpMessageHandler network) : DelegatingHandler(network)
{
    private static readonly TimeSpan ForEver = TimeSpan.FromHours(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await calls.BorderAsync();
        calls.Begin();
        try
        {
            var fault = Take(request);
            if (fault == ChaosFault.RegistrationActsLate)
            {
                host.Tally.Count(fault);
                host.LateRequests.Enqueue(await CopyAsync(request, cancellationToken));
                await calls.HangAsync(ForEver, host.Clock, cancellationToken);
            }

            if (fault == ChaosFault.RequestHangs)
            {
                host.Tally.Count(fault);
                await calls.HangAsync(ForEver, host.Clock, cancellationToken);
            }

            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            if (fault == ChaosFault.AnswerHangs)
            {
                host.Tally.Count(fault);
                response.Dispose();
                await calls.HangAsync(ForEver, host.Clock, cancellationToken);
            }

            return response;
        }
        finally
        {
            calls.End();
            await calls.BorderAsync();
        }
    }

    private ChaosFault Take(HttpRequestMessage request)
    {
        if (host.Hangs.TryPeek(out var next) && (next != ChaosFault.RegistrationActsLate || request.Method == HttpMethod.Post))
        {
            host.Hangs.TryDequeue(out next);
            return next;
        }

        return default;
    }

    /// <summary>The caller's own is gone with the caller.</summary>
    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken)),
        };
        copy.Content.Headers.ContentType = request.Content.Headers.ContentType;
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }
}
