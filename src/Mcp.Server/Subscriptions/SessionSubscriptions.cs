using System.Collections.Concurrent;
using Mcp.Tools.Runners;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Subscriptions;

/// <summary><c>resources/subscribe</c> of the revisions with sessions: what each session wants to hear, until it ends.</summary>
internal sealed class SessionSubscriptions(ResourceWatch watch, ILogger<SessionSubscriptions> logger)
{
    private readonly ConcurrentDictionary<string, SubscribedSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>A session begins. It ends when what is returned is disposed of.</summary>
    /// <param name="server">The session's own server: what a request is given reaches the client only until the response.</param>
    public IAsyncDisposable Begin(McpServer server)
    {
        var session = new SubscribedSession(server, watch, logger);
        var key = Key(server);
        _sessions[key] = session;
        session.Ended = () => _sessions.TryRemove(new(key, session));
        return session;
    }

    public ValueTask<EmptyResult> SubscribeAsync(RequestContext<SubscribeRequestParams> request, CancellationToken cancellationToken)
    {
        Of(request.Server).Add(request.Params.Uri);
        return ValueTask.FromResult(new EmptyResult());
    }

    public async ValueTask<EmptyResult> UnsubscribeAsync(RequestContext<UnsubscribeRequestParams> request, CancellationToken cancellationToken)
    {
        await Of(request.Server).RemoveAsync(request.Params.Uri);
        return new EmptyResult();
    }

    private SubscribedSession Of(McpServer server) => _sessions.TryGetValue(Key(server), out var session)
        ? session
        : throw new McpProtocolException("This connection has no session to subscribe in. Begin with 'initialize', or use 'subscriptions/listen'.", McpErrorCode.InvalidRequest);

    // Over stdio there is one session, without an id.
    private static string Key(McpServer server) => server.SessionId ?? "";
}
