namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>The last so many lines that were added. It takes what its lines take, however many pass.</summary>
internal sealed class LineRing(int capacity)
{
    private readonly Slot[] _slots = new Slot[capacity];
    private int _next;

    public int Count { get; private set; }

    /// <summary>Whether a line was pushed out.</summary>
    public bool Dropped { get; private set; }

    public void Add(LogLine line)
    {
        if (capacity == 0)
        {
            Dropped = true;
            return;
        }

        ref var slot = ref _slots[_next];
        if (slot.Bytes is null || slot.Bytes.Length < line.Text.Length)
        {
            slot.Bytes = new byte[Math.Max(128, line.Text.Length)];
        }

        line.Text.CopyTo(slot.Bytes);
        (slot.Length, slot.Number, slot.Cut) = (line.Text.Length, line.Number, line.Cut);
        _next = (_next + 1) % capacity;
        Dropped |= Count == capacity;
        Count = Math.Min(Count + 1, capacity);
    }

    /// <summary>Takes the lines out, oldest first.</summary>
    public IEnumerable<KeptLine> Drain()
    {
        var first = (_next - Count + capacity) % Math.Max(1, capacity);
        var lines = Enumerable.Range(0, Count).Select(index => Kept(_slots[(first + index) % capacity])).ToList();
        Count = 0;
        return lines;
    }

    private static KeptLine Kept(Slot slot) => KeptLine.Of(slot.Number, slot.Bytes.AsSpan(0, slot.Length), slot.Cut);

    private struct Slot
    {
        public byte[]? Bytes;
        public int Length;
        public int Number;
        public bool Cut;
    }
}
