namespace Mcp.Tools.Models.Scanning;

/// <summary>A file of a model on disk.</summary>
/// <param name="Name">Relative to the model's folder.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record FoundFile(string Name, string Path, long Bytes, DateTimeOffset Modified)
{
    public bool IsSafetensors => Name.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    public bool IsGguf => Name.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: there is nothing to be read, for example a link into nowhere.</summary>
    public static FoundFile? Of(string path, string folder)
    {
        var link = new FileInfo(path);
        var file = link.LinkTarget is null ? link : link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return file is { Exists: true }
            ? new FoundFile(System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'), path, file.Length, file.LastWriteTimeUtc)
            : null;
    }
}
