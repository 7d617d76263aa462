namespace Mcp.Tools.Models.Fit;

/// <summary>A model and how it is to be run.</summary>
/// <param name="Parameters">The number of weights.</param>
/// <param name="Precision">How they are stored.</param>
/// <param name="ContextLength">Tokens of each sequence.</param>
/// <param name="Batch">Sequences at once.</param>
/// <param name="Attention">The attention's shape; null when it is not known.</param>
/// <param name="WeightsBytes">The weights' size, where it was read from the files; null: it follows from the precision.</param>
internal sealed record ModelShape(
    double Parameters, WeightPrecision Precision, int ContextLength, int Batch, AttentionShape? Attention, long? WeightsBytes = null);
