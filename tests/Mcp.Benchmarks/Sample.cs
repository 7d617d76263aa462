using System.Globalization;

namespace Mcp.Benchmarks;

/// <summary>Durations of one kind of work, in milliseconds.</summary>
internal sealed class Sample(string name)
{
    private readonly List<double> _milliseconds = [];

    public string Name { get; } = name;

    public double Median => Quantile(0.5);

    public void Add(TimeSpan duration) => _milliseconds.Add(duration.TotalMilliseconds);

    /// <summary>Linear between the two nearest ranks.</summary>
    public double Quantile(double q)
    {
        var sorted = _milliseconds.Order().ToList();
        var rank = q * (sorted.Count - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>A row of a Markdown table: median, the range between 10 % and 90 %, and the ratio to another one's median.</summary>
    public string Row(Sample reference) => string.Create(
        CultureInfo.InvariantCulture, $"| {Name} | {Median:0.0} ms | {Quantile(0.1):0.0} – {Quantile(0.9):0.0} ms | {Median / reference.Median:0.00} |");
}
