namespace Mcp.Tools.Runners.Launching;

/// <summary>One of AMD's GPUs as the kernel shows it.</summary>
/// <param name="Node">Its node in the topology.</param>
/// <param name="HasRenderDevice">Whether its render device exists.</param>
/// <param name="Product">The model, where the card says.</param>
/// <param name="MemoryBytes">Its own memory; null: unknown.</param>
internal sealed record AmdGpu(KfdNode Node, bool HasRenderDevice, string? Product, long? MemoryBytes)
{
    public string RenderDevice => FormattableString.Invariant($"/dev/dri/renderD{Node.RenderMinor}");
}
