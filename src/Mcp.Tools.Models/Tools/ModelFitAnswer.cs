using System.ComponentModel;

namespace Mcp.Tools.Models.Tools;

/// <summary>The answer of <c>check_model_fit</c>.</summary>
internal sealed record ModelFitAnswer
{
    [Description("The answer in one or two sentences.")]
    public required string Summary { get; init; }

    [Description("What the model takes.")]
    public required ModelMemory Needs { get; init; }

    [Description("This host's main memory, for running on the processor.")]
    public required MemoryEvidence Memory { get; init; }

    [Description("This host's GPUs.")]
    public required GpuEvidence Gpu { get; init; }

    [Description("What to do next.")]
    public required IReadOnlyList<string> NextSteps { get; init; }
}
