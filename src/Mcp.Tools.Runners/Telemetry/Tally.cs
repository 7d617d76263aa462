namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Counts by labels; only ever grows.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(string First, string Second), double> _counts = [];

    public IEnumerable<(string First, string Second, double Count)> All => _counts.Select(entry => (entry.Key.First, entry.Key.Second, entry.Value));

    public void Add(string first, string second, double amount = 1) => _counts[(first, second)] = _counts.GetValueOrDefault((first, second)) + amount;
}
