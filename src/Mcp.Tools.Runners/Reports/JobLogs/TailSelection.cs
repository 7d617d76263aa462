namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>The last so many lines, or those before a line.</summary>
internal sealed class TailSelection(int before, int count) : LogSelection
{
    private readonly LineRing _ring = new(count);
    private IReadOnlyList<KeptLine>? _lines;

    public override IReadOnlyList<KeptLine> Lines => _lines ??= [.. _ring.Drain()];

    public override bool More => _ring.Dropped;

    public override bool Offer(LogLine line)
    {
        if (line.Number >= before)
        {
            return false;
        }

        _ring.Add(line);
        return true;
    }
}
