namespace GitHubSimulator;

/// <summary>What is wrong with the scale-set service. Refusals and cuts of single requests are the <see cref="FaultPlan"/>'s, which holds here too.</summary>
public sealed class ScaleSetFaults
{
    private int _flaps;
    private int _deliveries;

    /// <summary>Every body begins with a UTF-8 byte order mark.</summary>
    public bool ByteOrderMarks { get; set; }

    /// <summary>Errors are plain text in the place of JSON.</summary>
    public bool TextErrors { get; set; }

    /// <summary>Creating a set is refused with 403 and this text, as for some personal accounts; null: it is allowed.</summary>
    public string? CreateRefusal { get; set; }

    /// <summary>Each message holds an entry of a kind that nobody knows.</summary>
    public bool UnknownEntries { get; set; }

    /// <summary>Entries say 0 for the run, as GitHub's often do since May 2025.</summary>
    public bool WithoutRunIds { get; set; }

    /// <summary>The next jobs that a set acquires are assigned, taken back, and offered again; a job at most 3 times.</summary>
    public void FlapNext(int count) => Interlocked.Add(ref _flaps, count);

    /// <summary>The next messages come once more after they were acknowledged.</summary>
    public void DeliverTwiceNext(int count) => Interlocked.Add(ref _deliveries, count);

    internal bool TakeFlap() => Take(ref _flaps);

    internal bool TakeSecondDelivery() => Take(ref _deliveries);

    private static bool Take(ref int left)
    {
        if (Interlocked.Decrement(ref left) >= 0)
        {
            return true;
        }
        Interlocked.Increment(ref left);
        return false;
    }
}
