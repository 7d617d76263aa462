using System.Collections.Immutable;
using System.Net;
using Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>The messages of one session. When the queue does not accept its token any more, the session is refreshed and the request is sent once more.</summary>
public sealed class ScaleSetMessageQueue
{
    private readonly ScaleSetClient _client;
    private readonly ScaleSetConnection _connection;
    private ScaleSetSession _session;

    internal ScaleSetMessageQueue(ScaleSetClient client, ScaleSetConnection connection, ScaleSetSession session) =>
        (_client, _connection, _session) = (client, connection, session);

    /// <summary>The session, as it was opened or refreshed last.</summary>
    public ScaleSetSession Session => Volatile.Read(ref _session);

    /// <summary>Waits for the next message, about 50 s at most; null: none came.</summary>
    /// <param name="lastMessageId">The last one that was received; 0: none.</param>
    /// <param name="maxCapacity">How many runners the set may have, those included that it has: the service assigns no more jobs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ScaleSetMessage?> ReceiveAsync(long lastMessageId, int maxCapacity, CancellationToken cancellationToken = default)
    {
        var reply = await RepeatedAsync(
            (session, token) => _connection.QueueAsync(HttpMethod.Get, QueueAddress.Next(session.QueueUrl, lastMessageId), session, maxCapacity, token), cancellationToken);
        return (HttpStatusCode)reply.Status switch
        {
            HttpStatusCode.Accepted => null,
            HttpStatusCode.OK => Message(reply),
            _ => throw Failure(reply),
        };
    }

    /// <summary>Says that a message need not come again.</summary>
    public async Task AcknowledgeAsync(long messageId, CancellationToken cancellationToken = default)
    {
        var reply = await RepeatedAsync(
            (session, token) => _connection.QueueAsync(HttpMethod.Delete, QueueAddress.Message(session.QueueUrl, messageId), session, maxCapacity: null, token), cancellationToken);
        if (reply.Status != (int)HttpStatusCode.NoContent)
        {
            throw Failure(reply);
        }
    }

    /// <summary>Takes available jobs for the set. Which of them it got: another set may have been faster.</summary>
    /// <param name="runnerRequestIds">Their <see cref="ScaleSetJob.RunnerRequestId"/>.</param>
    /// <param name="cancellationToken">Ends the request, which may have been done all the same.</param>
    public async Task<ImmutableArray<long>> AcquireAsync(ImmutableArray<long> runnerRequestIds, CancellationToken cancellationToken = default)
    {
        var reply = await RepeatedAsync(
            (session, token) => _connection.CallAsync(
                ScaleSetClient.Of(session.ScaleSetId, HttpMethod.Post, "/acquirejobs") with { Body = runnerRequestIds.ToArray(), BodyType = ScaleSetJson.Default.Int64Array },
                session.QueueToken,
                token),
            cancellationToken);
        return reply.Status == (int)HttpStatusCode.OK ? [.. reply.Read(ScaleSetJson.Default.AcquiredWire).Value] : throw Failure(reply);
    }

    /// <summary>Closes the session, so that another controller can have one.</summary>
    public Task CloseAsync(CancellationToken cancellationToken = default) => _client.CloseSessionAsync(Session.ScaleSetId, Session.Id, cancellationToken);

    private static ScaleSetMessage Message(ScaleSetReply reply)
    {
        var wire = reply.Read(ScaleSetJson.Default.MessageWire);
        try
        {
            return ScaleSetMapping.ToMessage(wire);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new ScaleSetException(
                ScaleSetFailureKind.BadResponse,
                reply.Request,
                FormattableString.Invariant($"The body of message {wire.MessageId} holds no list"),
                "Report it; the statistics of the next message count all the same.",
                reply.Status,
                reply.ActivityId,
                reply.RequestId);
        }
    }

    private async Task<ScaleSetReply> RepeatedAsync(Func<ScaleSetSession, CancellationToken, Task<ScaleSetReply>> send, CancellationToken cancellationToken)
    {
        var session = Session;
        var reply = await send(session, cancellationToken);
        if (reply.Status != (int)HttpStatusCode.Unauthorized)
        {
            return reply;
        }

        // Should two requests refresh at once, both tokens are good; the later one stays.
        session = await _client.RefreshSessionAsync(session.ScaleSetId, session.Id, cancellationToken);
        Volatile.Write(ref _session, session);
        return await send(session, cancellationToken);
    }

    private ScaleSetException Failure(ScaleSetReply reply) => ScaleSetFailures.FromReply(reply, Session.QueueToken);
}
