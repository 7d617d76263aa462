namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>The first line that GitHub marks as an error, with lines around it; where there is none, the last lines.</summary>
internal sealed class ErrorSelection(int before, int after) : LogSelection
{
    private readonly LineRing _ring = new(before + 1);
    private readonly List<KeptLine> _lines = [];
    private bool _more;

    /// <summary>Where it is; null: there is none.</summary>
    public int? ErrorLine { get; private set; }

    public override IReadOnlyList<KeptLine> Lines => _lines.Count > 0 ? _lines : [.. Rest()];

    public override bool More => _more;

    public override bool Offer(LogLine line)
    {
        if (ErrorLine is not { } error)
        {
            _ring.Add(line);
            if (line.IsError)
            {
                ErrorLine = line.Number;
                _lines.AddRange(_ring.Drain());
            }

            return true;
        }

        if (line.Number > error + after)
        {
            _more = true;
            return false;
        }

        _lines.Add(KeptLine.Of(line));
        return true;
    }

    private List<KeptLine> Rest()
    {
        _lines.AddRange(_ring.Drain());
        return _lines;
    }
}
