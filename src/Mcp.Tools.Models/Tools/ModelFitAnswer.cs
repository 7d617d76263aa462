using System.ComponentModel;
using Mcp.Tools.Models.Answers;

namespace Mcp.Tools.Models.Tools;

/// <summary>The answer of <c>check_model_fit</c>.</summary>
internal sealed record ModelFitAnswer : Answer
{
    [Description("What the model takes.")]
    public required ModelMemory Needs { get; init; }

    [Description("This host's main memory, for running on the processor.")]
    public required MemoryEvidence Memory { get; init; }

    [Description("This host's GPUs.")]
    public required GpuEvidence Gpu { get; init; }
}
