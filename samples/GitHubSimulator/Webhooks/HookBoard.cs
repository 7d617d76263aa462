namespace GitHubSimulator;

/// <summary>The hooks, and what was delivered to them in the last three days. One lock.</summary>
internal sealed class HookBoard(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, SimulatedHook> _hooks = [];
    private readonly List<SimulatedDelivery> _deliveries = [];
    private long _nextHook = 501;
    private long _nextDelivery = 90_001;

    public DateTimeOffset Now => time.GetUtcNow();

    public IReadOnlyList<SimulatedHook> Hooks
    {
        get
        {
            lock (_gate)
            {
                return [.. _hooks.Values];
            }
        }
    }

    public SimulatedHook Add(Func<long, SimulatedHook> make)
    {
        lock (_gate)
        {
            var hook = make(_nextHook++);
            return _hooks[hook.Id] = hook;
        }
    }

    public SimulatedHook? Find(string scope, long id)
    {
        lock (_gate)
        {
            return _hooks.TryGetValue(id, out var hook) && string.Equals(hook.Scope, scope, StringComparison.OrdinalIgnoreCase) ? hook : null;
        }
    }

    /// <summary>False: it was deleted.</summary>
    public bool Change(long id, Func<SimulatedHook, SimulatedHook> change)
    {
        lock (_gate)
        {
            if (!_hooks.TryGetValue(id, out var hook))
            {
                return false;
            }
            _hooks[id] = change(hook);
            return true;
        }
    }

    public bool Remove(long id)
    {
        lock (_gate)
        {
            return _hooks.Remove(id);
        }
    }

    /// <summary>Gives the attempt its id and time.</summary>
    public SimulatedDelivery Begin(SimulatedDelivery attempt)
    {
        lock (_gate)
        {
            return attempt with { Id = _nextDelivery++, DeliveredAt = Now };
        }
    }

    public void End(SimulatedDelivery attempt)
    {
        lock (_gate)
        {
            _deliveries.RemoveAll(old => Now - old.DeliveredAt > Kept);
            _deliveries.Add(attempt);
            if (_hooks.TryGetValue(attempt.HookId, out var hook))
            {
                _hooks[hook.Id] = hook with { LastCode = attempt.StatusCode };
            }
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SimulatedDelivery> DeliveriesOf(long hookId)
    {
        lock (_gate)
        {
            return [.. _deliveries.Where(delivery => delivery.HookId == hookId && Now - delivery.DeliveredAt <= Kept).OrderByDescending(delivery => delivery.Id)];
        }
    }
}
