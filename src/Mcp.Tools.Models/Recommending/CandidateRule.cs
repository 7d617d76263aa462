using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Recommending;

/// <summary>Whether a model may be recommended: only what is known to fit. Pure.</summary>
internal static class CandidateRule
{
    private static readonly string[] WithoutCache = ["embedding", "encoder-only", "vision", "audio"];

    /// <returns>The candidate, or why it is none.</returns>
    public static (Candidate? Candidate, string? Reason) Of(
        CatalogueEntry entry, HostMemory memory, HostGpus gpus, IReadOnlyCollection<string> endpoints, int contextLength, int batch)
    {
        var record = entry.Record;
        if (record.SourceUrl is { } address && endpoints.Contains(address))
        {
            return (new Candidate(entry, null, $"served at {address}"), null);
        }

        if (Shape(record, contextLength, batch) is not { } shape)
        {
            return (null, "its size is not known");
        }

        MemoryEstimate estimate;
        try
        {
            estimate = MemoryEstimator.Estimate(shape);
        }
        catch (OverflowException)
        {
            return (null, "it does not fit");
        }

        if (estimate.KvCacheBytes is null && record.Type is { } type && WithoutCache.Contains(type))
        {
            estimate = estimate with { KvCacheBytes = 0 };
        }

        return (FitRule.OnGpu(estimate, gpus), FitRule.InMemory(estimate, memory)) switch
        {
            (Verdict.Yes, _) => (new Candidate(entry, estimate, $"fits on a GPU ({ByteSize.Text(estimate.KnownBytes)})"), null),
            (_, Verdict.Yes) => (new Candidate(entry, estimate, $"fits into memory ({ByteSize.Text(estimate.KnownBytes)})"), null),
            (_, Verdict.Unknown) when memory.AvailableBytes is null => (null, "the host's memory could not be read"),
            (_, Verdict.Unknown) => (null, "its attention's shape is not known, and so not its cache"),
            _ => (null, "it does not fit"),
        };
    }

    private static ModelShape? Shape(ModelRecord record, int contextLength, int batch)
    {
        var precision = record.Precision is { } name ? WeightPrecision.Find(name) : null;
        if (record.WeightsBytes is null && (record.ParameterCount is null || precision is null))
        {
            return null;
        }

        var attention = record is { Layers: { } layers, KvHeads: { } heads, HeadDim: { } dimension } ? new AttentionShape(layers, heads, dimension) : null;
        return new ModelShape(
            record.ParameterCount ?? record.WeightsBytes!.Value / 2.0, precision ?? new WeightPrecision(record.Precision ?? "as stored", 16, "size of the files"), contextLength, batch, attention, record.WeightsBytes);
    }
}
