namespace Mcp.Tools.Models.Scanning;

/// <summary>What the tensors of a file come to.</summary>
/// <param name="Parameters">Numbers in all of them.</param>
/// <param name="Bytes">Bytes of all of them.</param>
/// <param name="ByType">Numbers by the way they are stored.</param>
internal sealed record TensorTotals(long Tensors, long Parameters, long Bytes, IReadOnlyDictionary<string, long> ByType)
{
    /// <summary>How most of the numbers are stored; null where there are none.</summary>
    public string? MainType => ByType.Count == 0 ? null : ByType.MaxBy(type => type.Value).Key;

    public static TensorTotals Sum(IEnumerable<TensorTotals> parts)
    {
        var all = parts.ToList();
        return new TensorTotals(
            all.Sum(part => part.Tensors),
            all.Sum(part => part.Parameters),
            all.Sum(part => part.Bytes),
            all.SelectMany(part => part.ByType).GroupBy(type => type.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(type => type.Value), StringComparer.Ordinal));
    }
}
