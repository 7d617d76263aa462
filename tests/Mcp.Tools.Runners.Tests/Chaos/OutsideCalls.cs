namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>One process's calls to the world outside: how many are under way, how many of them hang, and when the process stops in one.</summary>
internal sealed class OutsideCalls
{
    private TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private int _hanging;
    private TaskCompletionSource _awake = Awake();
    private int _untilEnd = int.MaxValue;

    /// <summary>Beats when a call ended or began to hang.</summary>
    public Pulse Changed { get; } = new();

    /// <summary>Completes when the process has stopped in a call.</summary>
    public Task Stopped => Volatile.Read(ref _stopped).Task;

    public bool AnyHangs => Volatile.Read(ref _hanging) > 0;

    /// <summary>Nothing is under way that would end without the clock.</summary>
    public bool OnlyTimeHelps => Volatile.Read(ref _underWay) == Volatile.Read(ref _hanging);

    /// <summary>The process stops at that one of the next borders; there are two to a call: before it acts, and after.</summary>
    public void StopIn(int borders) => Volatile.Write(ref _untilEnd, borders);

    /// <summary>Nothing goes out any more, and nothing comes back.</summary>
    public void Stop()
    {
        Volatile.Write(ref _untilEnd, int.MaxValue);
        Volatile.Write(ref _awake, new(TaskCreationOptions.RunContinuationsAsynchronously));
        Volatile.Read(ref _stopped).TrySetResult();
        Changed.Beat();
    }

    /// <summary>It was only paused, and goes on where it stopped.</summary>
    public void GoOn()
    {
        Volatile.Write(ref _untilEnd, int.MaxValue);
        Volatile.Write(ref _stopped, new(TaskCreationOptions.RunContinuationsAsynchronously));
        Volatile.Read(ref _awake).TrySetResult();
    }

    /// <summary>Completes at once, unless the process has stopped.</summary>
    public Task BorderAsync()
    {
        if (Volatile.Read(ref _untilEnd) != int.MaxValue && Interlocked.Decrement(ref _untilEnd) == 0)
        {
            Stop();
        }

        return Volatile.Read(ref _awake).Task;
    }

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End()
    {
        Interlocked.Decrement(ref _underWay);
        Changed.Beat();
    }

    /// <summary>Waits until the caller or the time-out gives up.</summary>
    public async Task HangAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _hanging);
        Changed.Beat();
        try
        {
            await Task.Delay(atMost, time, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _hanging);
        }
    }

    private static TaskCompletionSource Awake()
    {
        var awake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awake.SetResult();
        return awake;
    }
}
