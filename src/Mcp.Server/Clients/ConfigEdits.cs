using System.Text;

namespace Mcp.Server.Clients;

/// <summary>Changes of a text with comments that leave every other byte as it is. Pure.</summary>
internal sealed class ConfigEdits(byte[] text)
{
    private const byte NewLine = (byte)'\n';
    private readonly List<(int Start, int End, string With)> _edits = [];

    public string LineEnd { get; } = text.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";

    /// <summary>One step of indentation, as the file has it.</summary>
    public string Step(ConfigContainer root) =>
        root.Items is [var first, ..] && IndentAt(first.Start) is { Length: > 0 } own ? own : "  ";

    /// <summary>The white space before what begins its line there; null: something else is before it.</summary>
    public string? IndentAt(int place)
    {
        var line = text.AsSpan(0, place).LastIndexOf(NewLine) + 1;
        var before = text.AsSpan(line, place - line);
        return before.ContainsAnyExcept((byte)' ', (byte)'\t') ? null : Encoding.UTF8.GetString(before);
    }

    public void Replace(ConfigItem item, string value) => _edits.Add((item.ValueStart, item.End, value));

    /// <summary>Adds an entry behind the last one and behind the comments that follow that one.</summary>
    /// <param name="container">Where to.</param>
    /// <param name="outer">The indentation of the container's own line.</param>
    /// <param name="step">One step of indentation.</param>
    /// <param name="entry">Makes the text with lines indented by what it is given.</param>
    public void Append(ConfigContainer container, string outer, string step, Func<string, string> entry)
    {
        var indent = (container.Items is [var first, ..] ? IndentAt(first.Start) : null) ?? outer + step;
        var end = container.Close;
        while (text[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or NewLine)
        {
            end--;
        }

        if (container.Items is [.., var last] && CommaBehind(last, container.Close) is null)
        {
            _edits.Add((last.End, last.End, ","));
        }

        var isOnOwnLine = text.AsSpan(end, container.Close - end).Contains(NewLine);
        _edits.Add((end, isOnOwnLine ? end : container.Close, LineEnd + indent + entry(indent) + (isOnOwnLine ? "" : LineEnd + outer)));
    }

    public void Remove(ConfigContainer container, ConfigItem item)
    {
        var index = container.Items.IndexOf(item);
        var end = item.End;
        if (CommaBehind(item, container.Close) is { } comma)
        {
            if (comma == end)
            {
                end++;
            }
            else
            {
                _edits.Add((comma, comma + 1, ""));
            }
        }
        else if (index > 0 && CommaBehind(container.Items[index - 1], item.Start) is { } before)
        {
            _edits.Add((before, before + 1, ""));
        }

        // The whole line goes where nothing else is on it.
        var start = item.Start;
        if (IndentAt(start) is { } indent && text.AsSpan(end).IndexOf(NewLine) is >= 0 and var rest && text.AsSpan(end, rest).Trim(" \t\r"u8).IsEmpty)
        {
            (start, end) = (start - indent.Length, end + rest + 1);
        }

        _edits.Add((start, end, ""));
    }

    public byte[] Apply()
    {
        using var result = new MemoryStream(text.Length + 512);
        var done = 0;

        // Of two at one place the one that was asked for first comes first.
        foreach (var (start, end, with) in _edits.OrderBy(edit => edit.Start))
        {
            result.Write(text.AsSpan(done, start - done));
            result.Write(Encoding.UTF8.GetBytes(with));
            done = end;
        }

        result.Write(text.AsSpan(done));
        return result.ToArray();
    }

    // Between two values there are only white space, comments and the comma.
    private int? CommaBehind(ConfigItem item, int limit)
    {
        for (var place = item.End; place < limit; place++)
        {
            if (text[place] == ',')
            {
                return place;
            }

            if (text[place] == '/')
            {
                var rest = text.AsSpan(place, limit - place);
                place += (text[place + 1] == '/' ? rest.IndexOf(NewLine) : rest.IndexOf("*/"u8) + 1) is >= 0 and var length ? length : rest.Length;
            }
        }

        return null;
    }
}
