namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>One process's calls to the world outside: how many are under way, how many of them hang, and when the process dies in one.</summary>
internal sealed class OutsideCalls
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private int _hanging;
    private int _untilDeath = int.MaxValue;

    /// <summary>Beats when a call ended or began to hang.</summary>
    public Pulse Changed { get; } = new();

    /// <summary>Completes when the process has died in a call.</summary>
    public Task Died => _died.Task;

    public bool Dead => _died.Task.IsCompleted;

    public bool AnyHangs => Volatile.Read(ref _hanging) > 0;

    /// <summary>Nothing is under way that would end without the clock.</summary>
    public bool OnlyTimeHelps => Volatile.Read(ref _underWay) == Volatile.Read(ref _hanging);

    /// <summary>The process dies at that one of the next borders; there are two to a call: before it acts, and after.</summary>
    public void DieIn(int borders) => Volatile.Write(ref _untilDeath, borders);

    public void Die()
    {
        _died.TrySetResult();
        Changed.Beat();
    }

    /// <summary>Passes on, or never returns: nothing goes out of a dead process, and nothing comes back to it.</summary>
    public Task BorderAsync()
    {
        if (Volatile.Read(ref _untilDeath) != int.MaxValue && Interlocked.Decrement(ref _untilDeath) <= 0)
        {
            Die();
        }

        return Dead ? new TaskCompletionSource().Task : Task.CompletedTask;
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
}
