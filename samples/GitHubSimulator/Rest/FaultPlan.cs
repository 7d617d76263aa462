namespace GitHubSimulator;

/// <summary>What goes wrong next. Paths are given without <c>/api/v3</c>; null matches every method or path.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private readonly List<TakenFault> _taken = [];
    private TimeSpan _latency;

    /// <summary>How long each API request waits before anything happens, by the simulator's clock.</summary>
    public TimeSpan Latency
    {
        get
        {
            lock (_gate)
            {
                return _latency;
            }
        }
        set
        {
            lock (_gate)
            {
                _latency = value;
            }
        }
    }

    /// <summary>The faults that met a request so far, oldest first; <see cref="Clear"/> leaves them.</summary>
    public IReadOnlyList<TakenFault> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>The next requests are answered with the status and do nothing.</summary>
    public void FailNext(int count, int status, string? method = null, string? pathPrefix = null) =>
        Add(new Fault(FaultAction.Refuse, method, pathPrefix, status, null, count));

    /// <summary>The next requests do their work and are then answered with the status (a 5xx, say).</summary>
    public void ActThenFailNext(int count, int status, string? method = null, string? pathPrefix = null) =>
        Add(new Fault(FaultAction.ActThenRefuse, method, pathPrefix, status, null, count));

    /// <summary>The connection of the next requests is cut without an answer, before or after the work is done.</summary>
    public void CutNext(int count, string? method = null, string? pathPrefix = null, bool act = false) =>
        Add(new Fault(act ? FaultAction.ActThenCut : FaultAction.Cut, method, pathPrefix, 0, null, count));

    /// <summary>The next requests are answered 429.</summary>
    public void TooManyRequestsNext(int count, TimeSpan? retryAfter = null, string? method = null, string? pathPrefix = null) =>
        Add(new Fault(FaultAction.TooManyRequests, method, pathPrefix, 429, retryAfter, count));

    /// <summary>The next requests are answered 403 with the message of the secondary rate limit.</summary>
    public void SecondaryLimitNext(int count, TimeSpan? retryAfter = null, string? method = null, string? pathPrefix = null) =>
        Add(new Fault(FaultAction.SecondaryLimit, method, pathPrefix, 403, retryAfter, count));

    /// <summary>All is well again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _latency = TimeSpan.Zero;
        }
    }

    internal Fault? Take(string method, string path)
    {
        lock (_gate)
        {
            var index = _faults.FindIndex(fault => fault.Matches(method, path));
            if (index < 0)
            {
                return null;
            }
            var fault = _faults[index];
            _faults[index] = fault with { Left = fault.Left - 1 };
            _faults.RemoveAll(spent => spent.Left <= 0);
            _taken.Add(new TakenFault(fault.Action, fault.RetryAfter, method, path));
            return fault;
        }
    }

    private void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }
}
