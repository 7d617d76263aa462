using System.Globalization;

namespace Mcp.Docker.Tests.Takeovers;

/// <summary>The takeovers as lines for people.</summary>
internal static class TakeoverTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<Takeover> takeovers)
    {
        yield return "kill  killed             taken over by      epoch  lease after  first write after";
        foreach (var (number, takeover) in takeovers.Index())
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{number + 1,4}  {takeover.Killed,-17}  {takeover.Successor,-17}  {takeover.Epoch,5}  {Seconds(takeover.UntilLease),11}  {Seconds(takeover.UntilWrite),17}");
        }

        yield return Summary("lease taken", takeovers.Select(takeover => takeover.UntilLease));
        yield return Summary("first write", takeovers.Select(takeover => takeover.UntilWrite));
    }

    private static string Summary(string what, IEnumerable<TimeSpan> times)
    {
        TimeSpan[] sorted = [.. times.Order()];
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return $"{what}: min {Seconds(sorted[0])}, median {Seconds(median)}, max {Seconds(sorted[^1])}";
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
