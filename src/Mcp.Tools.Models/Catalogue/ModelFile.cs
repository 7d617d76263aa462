namespace Mcp.Tools.Models.Catalogue;

/// <summary>A file of a model.</summary>
/// <param name="Path">Relative to the model's folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Cid">Its content identifier, where it was asked for.</param>
internal sealed record ModelFile(string Path, long Bytes, string? Cid);
