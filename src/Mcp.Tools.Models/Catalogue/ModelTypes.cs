namespace Mcp.Tools.Models.Catalogue;

/// <summary>The kinds of models, as words.</summary>
internal static class ModelTypes
{
    public static IReadOnlyList<string> All { get; } =
        ["language", "vision", "audio", "multimodal", "embedding", "encoder-decoder", "decoder-only", "encoder-only"];
}
