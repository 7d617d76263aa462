namespace GitHubSimulator;

/// <summary>What goes wrong with the next deliveries. Each fault meets so many of them; a lost one is listed as if it could not be delivered.</summary>
public sealed class DeliveryFaults
{
    private readonly Lock _gate = new();
    private readonly Queue<DeliveryFault> _next = new();

    /// <summary>The next deliveries do not arrive.</summary>
    public void LoseNext(int count) => Add(count, new DeliveryFault(Times: 0, TimeSpan.Zero));

    /// <summary>The next deliveries arrive twice.</summary>
    public void TwiceNext(int count) => Add(count, new DeliveryFault(Times: 2, TimeSpan.Zero));

    /// <summary>The next deliveries arrive so much later, by the simulator's clock; what follows overtakes them.</summary>
    public void LateNext(int count, TimeSpan by) => Add(count, new DeliveryFault(Times: 1, by));

    /// <summary>The next deliveries are held back and then arrive in the opposite order.</summary>
    public void ReverseNext(int count)
    {
        for (var left = count; left > 0; left--)
        {
            Add(1, new DeliveryFault(Times: 1, TimeSpan.Zero, HeldUntil: left));
        }
    }

    internal DeliveryFault Take()
    {
        lock (_gate)
        {
            return _next.TryDequeue(out var fault) ? fault : DeliveryFault.None;
        }
    }

    private void Add(int count, DeliveryFault fault)
    {
        lock (_gate)
        {
            for (; count > 0; count--)
            {
                _next.Enqueue(fault);
            }
        }
    }
}
