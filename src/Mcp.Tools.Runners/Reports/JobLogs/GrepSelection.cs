using System.Text;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>The lines that a regular expression meets, with lines around them, from a line on and at most so many.</summary>
internal sealed class GrepSelection(Regex pattern, int context, int from, int count) : LogSelection
{
    private readonly LineRing _before = new(context);
    private readonly List<KeptLine> _lines = [];
    private readonly char[] _characters = new char[LogLine.MostBytes];
    private int _after;
    private bool _more;

    /// <summary>How many of the lines that are shown are hits.</summary>
    public int Hits { get; private set; }

    public override IReadOnlyList<KeptLine> Lines => _lines;

    public override bool More => _more;

    public override bool Offer(LogLine line)
    {
        if (line.Number < from)
        {
            return true;
        }

        if (Meets(line))
        {
            if (_lines.Count > 0 && _lines.Count + _before.Count >= count)
            {
                _more = true;
                return false;
            }

            _lines.AddRange(_before.Drain());
            _lines.Add(KeptLine.Of(line));
            Hits++;
            _after = context;
        }
        else if (_after > 0 && _lines.Count < count)
        {
            _lines.Add(KeptLine.Of(line));
            _after--;
        }
        else
        {
            _before.Add(line);
        }

        return true;
    }

    private bool Meets(LogLine line)
    {
        var text = _characters.AsSpan(0, Encoding.UTF8.GetChars(line.Text, _characters));
        return text.Contains('\e') ? pattern.IsMatch(KeptLine.Plain(text.ToString())) : pattern.IsMatch(text);
    }
}
