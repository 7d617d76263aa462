namespace Mcp.Tools.Runners.Ledger;

/// <summary>Makes the ledger's folder and file readable by their owner only, before SQLite writes anything into them.</summary>
internal static class LedgerFile
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="content">What a new file begins with.</param>
    public static void Create(string path, ReadOnlySpan<byte> content = default)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            if (!File.Exists(path))
            {
                CreateFile(path, content);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(
                $"The ledger {path} cannot be created: {error.Message} Check that this user may write to its folder, or set another path.", error);
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
    private static void CreateFile(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        using (var file = new FileStream(draft, options))
        {
            file.Write(content);
        }

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
