namespace Mcp.Tools.Models.Remote;

/// <summary>Reads a key from a file at each call, so that a new one needs no restart.</summary>
internal static class KeyFile
{
    private const int Most = 4096;

    /// <exception cref="RemoteException">It cannot be read, or holds no key.</exception>
    public static string Read(string path, string of)
    {
        try
        {
            var text = new FileInfo(path).Length <= Most ? File.ReadAllText(path).Trim() : "";
            return text.Length > 0 && text.All(c => c is > ' ' and <= '~')
                ? text
                : throw new RemoteException($"The key file '{path}' of {of} holds no key: one word of visible ASCII characters. Write the key into it.");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new RemoteException($"The key file '{path}' of {of} cannot be read: {ex.Message} Write the key into it and let this user read it.", ex);
        }
    }
}
