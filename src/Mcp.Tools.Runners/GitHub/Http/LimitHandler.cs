using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>After GitHub has said "not before", nothing more is sent until then, whoever asks: going on prolongs the limit.</summary>
internal sealed partial class LimitHandler(TimeProvider time, ILogger logger) : DelegatingHandler
{
    private readonly Lock _lock = new();
    private LimitClosure? _closure;
    private long _closedAt;
    private TimeSpan _closedFor;
    private int _unexplained;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Current() is { } closed)
        {
            throw Failure(closed, RequestLabel.Of(request), null);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (!LimitClosure.MayBeLimit(response.StatusCode))
        {
            Volatile.Write(ref _unexplained, 0);
            return response;
        }

        var message = await ErrorBody.ReadAsync(response, cancellationToken);
        if (LimitClosure.Of(response, message, time.GetUtcNow(), Volatile.Read(ref _unexplained)) is not { } closure)
        {
            return response;
        }

        using (response)
        {
            Close(closure);
            throw Failure(closure, RequestLabel.Of(request), AnswerHeaders.RequestId(response));
        }
    }

    private LimitClosure? Current()
    {
        lock (_lock)
        {
            // Not by the time of day: it may be set while the limit holds.
            var left = _closedFor - time.GetElapsedTime(_closedAt);
            return _closure is { } closure && left > TimeSpan.Zero ? closure with { Until = time.GetUtcNow() + left } : null;
        }
    }

    private void Close(LimitClosure closure)
    {
        var duration = closure.Until - time.GetUtcNow();
        lock (_lock)
        {
            if (_closure is not null && _closedFor - time.GetElapsedTime(_closedAt) >= duration)
            {
                return;
            }

            (_closure, _closedAt, _closedFor) = (closure, time.GetTimestamp(), duration);
            _unexplained = closure.Explained ? 0 : _unexplained + 1;
        }

        Closed(closure.Kind, closure.Until);
    }

    private static GitHubException Failure(LimitClosure closure, string request, string? requestId) => new(
        closure.Kind,
        request,
        requestId,
        closure.Kind == GitHubFailureKind.RateLimited
            ? FailureWords.BudgetUsedUp
            : FailureWords.TooFast,
        FormattableString.Invariant($"Nothing is sent until {closure.Until:yyyy-MM-dd HH:mm:ss} UTC; ask again after that."),
        closure.Until);

    [LoggerMessage(Level = LogLevel.Warning, Message = "GitHub limits the requests ({Kind}); nothing is sent until {Until:u}.")]
    private partial void Closed(GitHubFailureKind kind, DateTimeOffset until);
}
