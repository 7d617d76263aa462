using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The scale-set service: sets, their sessions and their messages. One lock; the world has its own, below it.</summary>
public sealed class SimulatedScaleSets
{
    private readonly Lock _gate = new();
    private readonly SimulatedWorld _world;
    private readonly SimulatorOptions _options;
    private readonly AdminTokens _tokens;
    private readonly IssuedSecretLog _issued;
    private readonly ScaleSetSync _sync;
    private readonly Dictionary<int, ScaleSetState> _sets = [];
    private readonly List<SimulatedRunnerGroup> _groups = [new(1, "Default", "all", AllowsPublicRepositories: false)];
    private TaskCompletionSource _changed = New();
    private int _nextId = 1;

    internal SimulatedScaleSets(SimulatedWorld world, SimulatorOptions options, AdminTokens tokens, IssuedSecretLog issued)
    {
        (_world, _options, _tokens, _issued) = (world, options, tokens, issued);
        _sync = new ScaleSetSync(world, Faults);
    }

    /// <summary>What is wrong with it.</summary>
    public ScaleSetFaults Faults { get; } = new();

    /// <summary>The sets as they are now.</summary>
    public IReadOnlyList<SimulatedScaleSet> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _sets.Values.Select(state => state.Snapshot)];
            }
        }
    }

    /// <summary>Waits until the condition holds. A poll's capacity alone wakes nobody.</summary>
    public async Task WaitForAsync(Func<IReadOnlyList<SimulatedScaleSet>, bool> condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (true)
        {
            Task changed;
            bool holds;
            lock (_gate)
            {
                changed = _changed.Task;
                holds = condition([.. _sets.Values.Select(state => state.Snapshot)]);
            }
            if (holds)
            {
                return;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Adds a runner group beside <c>default</c>, which has the id 1.</summary>
    /// <returns>Its id.</returns>
    public int AddRunnerGroup(string name, string visibility = "selected", bool allowsPublicRepositories = false) => Locked(() =>
    {
        _groups.Add(new(_groups.Count + 2, name, visibility, allowsPublicRepositories)); // 2 is GitHub's own machines'
        return _groups[^1].Id;
    });

    /// <summary>Changes a group's access.</summary>
    public void ChangeRunnerGroup(int id, Func<SimulatedRunnerGroup, SimulatedRunnerGroup> change) => Locked(() =>
    {
        var at = _groups.FindIndex(group => group.Id == id);
        return _groups[at] = change(_groups[at]);
    });

    internal IReadOnlyList<SimulatedRunnerGroup> Groups => Locked(() => _groups.ToList());

    /// <summary>A message without entries: only counts.</summary>
    public void SendStatistics(int setId) => Locked(() =>
    {
        _sets[setId].Flush();
        _sets[setId].Flush(evenEmpty: true);
        return true;
    });

    /// <summary>The queue's tokens and the administrators' end at once.</summary>
    public void RevokeTokens() => Locked(() =>
    {
        _tokens.RevokeAll();
        foreach (var state in _sets.Values.Where(state => state.Set.Session is not null))
        {
            state.Set = state.Set with { Session = state.Set.Session! with { ExpiresAt = DateTimeOffset.MinValue } };
        }
        return true;
    });

    internal int GroupId(string name) => Groups.FirstOrDefault(group => string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase))?.Id ?? 0;

    internal JsonObject Render(SimulatedScaleSet set) => ScaleSetPayload.Of(set, _world.Snapshot(), Locked(() => Available(set.Id)));

    internal JsonObject Statistics(SimulatedScaleSet set) => ScaleSetPayload.Statistics(set, _world.Snapshot(), Locked(() => Available(set.Id)));

    internal SimulatedScaleSet? Find(string scope, int id) => Locked(() => Get(scope, id)?.Snapshot);

    /// <summary>Null: the name is taken in the group.</summary>
    internal SimulatedScaleSet? Add(SimulatedScaleSet wanted) => Locked(() =>
    {
        if (IsTaken(wanted))
        {
            return null;
        }
        var set = wanted with { Id = _nextId++ };
        _sets.Add(set.Id, new ScaleSetState(set));
        return set;
    });

    internal SimulatedScaleSet? Change(SimulatedScaleSet wanted) => Locked(() =>
        Get(wanted.Scope, wanted.Id) is { } state && !IsTaken(wanted)
            ? state.Set = wanted with { Session = state.Set.Session, Capacity = state.Set.Capacity }
            : null);

    internal bool Remove(string scope, int id) => Locked(() => Get(scope, id) is not null && _sets.Remove(id));

    /// <summary>Null: another session is open.</summary>
    internal SimulatedScaleSetSession? Open(string scope, int id, string owner) => Locked(() =>
        Get(scope, id) is { Set.Session: null } state ? (state.Set = state.Set with { Session = Session(Guid.NewGuid(), owner) }).Session : null);

    /// <summary>Null: there is no such session.</summary>
    internal SimulatedScaleSetSession? Refresh(string scope, int id, Guid session) => Locked(() =>
        Get(scope, id) is { Set.Session: { } open } state && open.Id == session
            ? (state.Set = state.Set with { Session = Session(session, open.OwnerName) }).Session
            : null);

    internal bool Close(string scope, int id, Guid session) => Locked(() =>
    {
        if (Get(scope, id) is not { } state || state.Set.Session?.Id != session)
        {
            return false;
        }
        state.Set = state.Set with { Session = null, Capacity = 0 };
        return true;
    });

    /// <summary>The set whose open session has the token; null: none, or it has ended.</summary>
    internal SimulatedScaleSet? ByQueueToken(int id, string token) => Locked(() =>
        _sets.GetValueOrDefault(id) is { Set.Session: { } open } state && open.QueueToken == token && _world.Now < open.ExpiresAt ? state.Set : null);

    internal IReadOnlyList<long> Acquire(int id, IReadOnlyCollection<long> requestIds) => Locked(() => _sets.TryGetValue(id, out var state) ? _sync.Acquire(state, requestIds) : []);

    internal bool Acknowledge(int id, long messageId) => Locked(() => _sets.TryGetValue(id, out var state) && state.Acknowledge(messageId, Faults.TakeSecondDelivery()));

    /// <summary>Waits for a message until the hold ends; null: none came, or the session was closed.</summary>
    internal async Task<QueuedMessage?> PollAsync(int id, string token, long lastMessageId, int capacity, CancellationToken cancellationToken)
    {
        using var hold = new CancellationTokenSource(_options.ScaleSetPollHold, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hold.Token, cancellationToken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (_, world) = _world.Observe();
            var own = Volatile.Read(ref _changed).Task;
            if (Next(id, token, lastMessageId, capacity) is var (isOpen, message) && (message is not null || !isOpen))
            {
                return message;
            }
            try
            {
                await Task.WhenAny(world, own).WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    // Not a change: it must not wake the polls, of which it is a part.
    private (bool IsOpen, QueuedMessage? Message) Next(int id, string token, long lastMessageId, int capacity)
    {
        lock (_gate)
        {
            if (!_sets.TryGetValue(id, out var state) || state.Set.Session?.QueueToken != token)
            {
                return (false, null);
            }
            state.Set = state.Set with { Capacity = capacity };
            _sync.Update(state);
            return (true, state.Next(lastMessageId));
        }
    }

    private SimulatedScaleSetSession Session(Guid id, string owner) =>
        new(id, owner, _issued.Add("queue-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))), _world.Now + _options.QueueTokenLifetime);

    private int Available(int id) => _sets.TryGetValue(id, out var state) ? state.Jobs.Values.Count(job => job.Phase == JobPhase.Available) : 0;

    private bool IsTaken(SimulatedScaleSet wanted) => _sets.Values.Any(state =>
        state.Set.Id != wanted.Id && Same(state.Set.Scope, wanted.Scope) && state.Set.RunnerGroupId == wanted.RunnerGroupId && Same(state.Set.Name, wanted.Name));

    private ScaleSetState? Get(string scope, int id) => _sets.TryGetValue(id, out var state) && Same(state.Set.Scope, scope) ? state : null;

    private T Locked<T>(Func<T> act)
    {
        T result;
        TaskCompletionSource changed;
        lock (_gate)
        {
            result = act();
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
        return result;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
