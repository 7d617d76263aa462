using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Serving;

/// <summary>Where a model would run on a host. Pure.</summary>
/// <param name="Gpus">GPUs to use; 0: none.</param>
/// <param name="IsGood">Whether it is known to fit into what is free now.</param>
internal sealed record LaunchFit(int Gpus, string Text, bool IsGood)
{
    public static LaunchFit Of(ModelRecord record, int contextLength, int batch, HostMemory memory, HostGpus gpus)
    {
        var precision = record.Precision is { } name ? WeightPrecision.Find(name) : null;
        if (record.WeightsBytes is null && (record.ParameterCount is null || precision is null))
        {
            return new LaunchFit(gpus.Gpus.Count > 0 ? 1 : 0, "whether it fits is unknown, since its size is", false);
        }

        var attention = record is { Layers: { } layers, KvHeads: { } heads, HeadDim: { } dimension } ? new AttentionShape(layers, heads, dimension) : null;
        MemoryEstimate estimate;
        try
        {
            estimate = MemoryEstimator.Estimate(new ModelShape(
                record.ParameterCount ?? 0, precision ?? new WeightPrecision("as stored", 16, "size of the files"), contextLength, batch, attention, record.WeightsBytes));
        }
        catch (OverflowException)
        {
            return new LaunchFit(0, "so many tokens need more bytes than can be counted", false);
        }

        var needs = $"{(estimate.TotalBytes is null ? "at least " : "")}{ByteSize.Text(estimate.KnownBytes)}";
        var onGpu = FitRule.OnGpu(estimate, gpus);
        return (onGpu, FitRule.InMemory(estimate, memory)) switch
        {
            (Verdict.Yes, _) => new(1, $"{needs}, fits on a GPU", true),
            (Verdict.IfSplit, _) => new(gpus.Gpus.Count, $"{needs}, fits only split over {gpus.Gpus.Count} GPUs", gpus.Gpus.Sum(gpu => gpu.FreeBytes) >= estimate.KnownBytes),
            (Verdict.IfFreed, not Verdict.Yes) => new(1, $"{needs}, fits on a GPU only when its memory is freed", false),
            (_, Verdict.Yes) => new(0, $"{needs}, fits into memory", true),
            (Verdict.Unknown, _) when gpus.Gpus.Count > 0 => new(1, $"{needs}; whether it fits on a GPU depends on its cache", false),
            (_, Verdict.IfFreed) => new(0, $"{needs}, fits into memory only when some is freed", false),
            (_, Verdict.No) => new(gpus.Gpus.Count > 0 && onGpu != Verdict.No ? 1 : 0, $"{needs}, does not fit here", false),
            _ => new(0, $"{needs}; whether it fits is unknown", false),
        };
    }
}
