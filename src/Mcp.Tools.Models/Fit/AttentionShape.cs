namespace Mcp.Tools.Models.Fit;

/// <summary>What the size of the key-value cache follows from.</summary>
/// <param name="Layers">Transformer layers.</param>
/// <param name="KeyValueHeads">Key-value heads of each layer; fewer than the query heads under grouped-query attention.</param>
/// <param name="HeadDimension">Numbers in each head.</param>
internal sealed record AttentionShape(int Layers, int KeyValueHeads, int HeadDimension);
