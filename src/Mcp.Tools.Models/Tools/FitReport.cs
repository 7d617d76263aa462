using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Tools;

/// <summary>Puts estimate and evidence into an answer.</summary>
internal static class FitReport
{
    public static ModelFitAnswer Create(ModelShape shape, MemoryEstimate estimate, HostMemory memory, HostGpus gpus, DateTimeOffset now)
    {
        var inMemory = FitRule.InMemory(estimate, memory);
        var onGpu = FitRule.OnGpu(estimate, gpus);
        return new ModelFitAnswer
        {
            Summary = Summary(shape, estimate, memory, gpus, inMemory, onGpu),
            Needs = new ModelMemory
            {
                WeightsBytes = estimate.WeightsBytes,
                KvCacheBytes = estimate.KvCacheBytes,
                OverheadBytes = estimate.OverheadBytes,
                TotalBytes = estimate.TotalBytes,
                KnownBytes = estimate.KnownBytes,
                Arithmetic = estimate.Arithmetic,
            },
            Memory = new MemoryEvidence
            {
                Fits = inMemory,
                TotalBytes = memory.TotalBytes,
                AvailableBytes = memory.AvailableBytes,
                Source = memory.Source,
                ReadAt = memory.ReadAt,
                AgeSeconds = Math.Round((now - memory.ReadAt).TotalSeconds, 3),
                Reason = memory.Reason,
            },
            Gpu = new GpuEvidence
            {
                Fits = onGpu,
                Status = gpus.Status,
                Gpus = gpus.Gpus,
                Source = gpus.Source,
                ReadAt = gpus.ReadAt,
                AgeSeconds = Math.Round((now - gpus.ReadAt).TotalSeconds, 3),
                Reason = gpus.Reason,
            },
            NextSteps = [.. NextSteps(shape, estimate, inMemory, onGpu)],
        };
    }

    private static string Summary(
        ModelShape shape, MemoryEstimate estimate, HostMemory memory, HostGpus gpus, Verdict inMemory, Verdict onGpu)
    {
        var needed = $"{(estimate.TotalBytes is null ? "At least " : string.Empty)}{ByteSize.Text(estimate.KnownBytes)} as {shape.Precision.Name}";
        var available = memory.AvailableBytes is { } free ? $", {ByteSize.Text(free)} available" : string.Empty;
        var onMemory = inMemory switch
        {
            Verdict.Yes => $"fits into memory{available}",
            Verdict.IfFreed => $"fits into memory only when some is freed{available}",
            Verdict.No => $"does not fit into memory{available}",
            _ when memory.AvailableBytes is null => "memory could not be read",
            _ => $"whether it fits into memory depends on the KV cache{available}",
        };
        var onDevice = onGpu switch
        {
            Verdict.Yes => "fits on a GPU",
            Verdict.IfFreed => "fits on a GPU only when its memory is freed",
            Verdict.IfSplit => $"fits only split over {gpus.Gpus.Count} GPUs",
            Verdict.No => "does not fit on the GPUs",
            Verdict.None => "no GPU found",
            _ when gpus.Status == GpuStatus.Unknown => "GPUs unknown",
            _ => "whether it fits on a GPU depends on the KV cache",
        };
        return $"{needed}: {onMemory}; {onDevice}.";
    }

    private static List<string> NextSteps(ModelShape shape, MemoryEstimate estimate, Verdict inMemory, Verdict onGpu)
    {
        List<string> steps = [];
        if (estimate.TotalBytes is null)
        {
            steps.Add("Call again with layers, kv_heads and head_dim from the model's config.json: without them the key-value cache is unknown.");
        }

        if (inMemory is Verdict.IfFreed || onGpu is Verdict.IfFreed)
        {
            steps.Add("Stop what else uses the memory, then call again.");
        }

        var fits = inMemory is Verdict.Yes || onGpu is Verdict.Yes;
        var narrower = WeightPrecision.All.FirstOrDefault(other => other.BitsPerWeight < shape.Precision.BitsPerWeight);
        if (!fits && estimate.TotalBytes is not null && narrower is not null && shape.Parameters >= 1)
        {
            steps.Add($"Try precision {narrower.Name} ({ByteSize.Text(MemoryEstimator.Estimate(shape with { Precision = narrower, WeightsBytes = null }).KnownBytes)}), or a shorter context_length.");
        }

        if (steps.Count == 0)
        {
            steps.Add("The estimate leaves no room for a longer context or more sequences than given; call again with the ones you plan.");
        }

        return steps;
    }
}
