using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>Calls of the service: address, token, what counts as success.</summary>
internal sealed class ScaleSetConnection(ScaleSetAccess access, ScaleSetTransport transport, string scheme) : IDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);

    /// <summary>A poll is held for about 50 s.</summary>
    private static readonly TimeSpan PollLimit = TimeSpan.FromSeconds(100);

    /// <summary>The scheme that the config URL has.</summary>
    public string Scheme => scheme;

    public async Task<T> CallAsync<T>(ServiceCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class => (await CallAsync(call, HttpStatusCode.OK, cancellationToken)).Read(answer);

    /// <summary>With the administrator's token, which is renewed once if the service does not accept it.</summary>
    public async Task<ScaleSetReply> CallAsync(ServiceCall call, HttpStatusCode success, CancellationToken cancellationToken)
    {
        var admin = await access.GetAsync(refused: null, cancellationToken);
        var reply = await SendAsync(call, admin, admin.Token, cancellationToken);
        if (reply.Status == (int)HttpStatusCode.Unauthorized)
        {
            admin = await access.GetAsync(refused: admin, cancellationToken);
            reply = await SendAsync(call, admin, admin.Token, cancellationToken);
        }

        return reply.Status == (int)success ? reply : throw ScaleSetFailures.FromReply(reply, admin.Token);
    }

    /// <summary>With the queue's token in the administrator's place; whatever is answered is returned.</summary>
    public async Task<ScaleSetReply> CallAsync(ServiceCall call, Secret queueToken, CancellationToken cancellationToken) =>
        await SendAsync(call, await access.GetAsync(refused: null, cancellationToken), queueToken, cancellationToken);

    /// <summary>At the queue's own address; whatever is answered is returned.</summary>
    public async Task<ScaleSetReply> QueueAsync(HttpMethod method, Uri address, ScaleSetSession session, int? maxCapacity, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Accept", "application/json; api-version=6.0-preview");
        if (maxCapacity is { } capacity)
        {
            request.Headers.Add("X-ScaleSetMaxCapacity", FormattableString.Invariant($"{capacity}"));
        }

        var limit = maxCapacity is null ? CallLimit : PollLimit;
        return await transport.SendAsync(request, new AuthenticationHeaderValue("Bearer", session.QueueToken.Reveal()), session.ScaleSetId, limit, cancellationToken);
    }

    public void Dispose()
    {
        transport.Dispose();
        access.Dispose();
    }

    private async Task<ScaleSetReply> SendAsync(ServiceCall call, ScaleSetAdmin admin, Secret token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, QueueAddress.Service(admin.Tenant, call.Path, call.Query))
        {
            Content = call.Body is null ? null : ScaleSetTransport.Content(call.Body, call.BodyType!),
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return await transport.SendAsync(request, new AuthenticationHeaderValue("Bearer", token.Reveal()), call.ScaleSetId, CallLimit, cancellationToken);
    }
}
