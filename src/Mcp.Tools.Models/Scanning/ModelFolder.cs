namespace Mcp.Tools.Models.Scanning;

/// <summary>The files that make up one model.</summary>
/// <param name="Id">Its id: the hub's in a Hugging Face cache, else the place below the scanned folder.</param>
/// <param name="Path">Its folder, or its file where one file is a model.</param>
/// <param name="Revision">Its revision, in a Hugging Face cache.</param>
internal sealed record ModelFolder(string Id, string Path, IReadOnlyList<FoundFile> Files, string? Revision)
{
    public long Bytes => Files.Sum(file => file.Bytes);

    public DateTimeOffset Modified => Files.Max(file => file.Modified);
}
