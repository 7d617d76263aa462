namespace GitHubSimulator;

/// <summary>Every API request since the start or the last <see cref="Clear"/>.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private List<LoggedRequest> _requests = [];

    /// <summary>The requests, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many counted against the rate limit.</summary>
    public int CountedRequests => All.Count(request => request.Counted);

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests = [];
        }
    }

    internal void Add(LoggedRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }
    }
}
