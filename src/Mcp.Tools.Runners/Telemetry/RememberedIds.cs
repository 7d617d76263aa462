namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Which ids were counted already. Bounded: the oldest are forgotten.</summary>
internal sealed class RememberedIds(int max = 100_000)
{
    private readonly HashSet<long> _ids = [];
    private readonly Queue<long> _order = [];

    /// <returns>Whether it is new.</returns>
    public bool Add(long id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > max)
        {
            _ids.Remove(_order.Dequeue());
        }

        return true;
    }
}
