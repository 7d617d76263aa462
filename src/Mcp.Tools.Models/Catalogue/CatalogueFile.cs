namespace Mcp.Tools.Models.Catalogue;

/// <summary>Makes the catalogue's folder and file readable by their owner only, before SQLite writes anything into them.</summary>
internal static class CatalogueFile
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Create(string path)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            if (!File.Exists(path))
            {
                CreateFile(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException(
                $"The model catalogue {path} cannot be created: {error.Message} Check that this user may write to its folder, or set another path.", error);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, FolderMode);
        }
    }

    // Made under another name and then linked: closing a file descriptor of the real name would drop the locks
    // that another connection of this process holds (https://sqlite.org/howtocorrupt.html, 2.2).
    private static void CreateFile(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        new FileStream(draft, options).Dispose();
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its file is as good.
            File.Delete(draft);
        }
    }
}
