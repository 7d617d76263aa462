using System.Collections.Concurrent;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>How often each fault really met something.</summary>
internal sealed class ChaosTally
{
    private readonly ConcurrentDictionary<ChaosFault, int> _counts = new();

    public void Count(ChaosFault fault) => _counts.AddOrUpdate(fault, 1, (_, count) => count + 1);

    public int Of(ChaosFault fault) => _counts.GetValueOrDefault(fault);

    public IReadOnlyList<ChaosFault> Missing => [.. Enum.GetValues<ChaosFault>().Where(fault => Of(fault) == 0)];

    public override string ToString() => string.Join(", ", Enum.GetValues<ChaosFault>().Select(fault => $"{fault} {Of(fault)}"));
}
