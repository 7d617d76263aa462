using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Recommending;

/// <summary>
/// What is expected of models that nobody has rated: among the candidates, larger ones answer better and smaller ones faster. Where each
/// candidate has a figure for tokens a second, that takes the place of size for speed. Pure.
/// </summary>
internal static class Priors
{
    private const string Speed = "tokens_per_second";

    public static IReadOnlyList<double> Of(IReadOnlyList<Candidate> candidates, Preference preference)
    {
        var quality = Scaled([.. candidates.Select(candidate => Log(candidate.Entry.Record.ParameterCount))]);
        var rates = candidates.Select(candidate => Rate(candidate.Entry.Record)).ToList();
        var speed = rates.TrueForAll(rate => rate is not null)
            ? Scaled([.. rates])
            : [.. Scaled([.. candidates.Select(candidate => Log(candidate.Estimate?.WeightsBytes ?? candidate.Entry.Record.ParameterCount))]).Select(size => 1 - size)];
        var weight = preference switch { Preference.Quality => 0.8, Preference.Speed => 0.2, _ => 0.5 };
        return [.. quality.Zip(speed, (one, other) => 0.3 + (0.4 * ((weight * one) + ((1 - weight) * other))))];
    }

    private static double? Log(long? number) => number is > 0 ? Math.Log(number.Value) : null;

    private static double? Rate(ModelRecord record) => record.Performance?.LastOrDefault(figure => figure.Metric == Speed)?.Value;

    // From 0 for the least to 1 for the most; what is not known is in the middle.
    private static List<double> Scaled(IReadOnlyList<double?> values)
    {
        var known = values.OfType<double>().ToList();
        var (least, most) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max());
        return [.. values.Select(value => value is { } number && most > least ? (number - least) / (most - least) : 0.5)];
    }
}
