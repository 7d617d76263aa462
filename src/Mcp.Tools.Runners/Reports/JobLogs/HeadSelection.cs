namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>So many lines from a line on.</summary>
internal sealed class HeadSelection(int from, int count) : LogSelection
{
    private readonly List<KeptLine> _lines = [];
    private bool _more;

    public override IReadOnlyList<KeptLine> Lines => _lines;

    public override bool More => _more;

    public override bool Offer(LogLine line)
    {
        if (line.Number < from)
        {
            return true;
        }

        if (_lines.Count == count)
        {
            _more = true;
            return false;
        }

        _lines.Add(KeptLine.Of(line));
        return true;
    }
}
