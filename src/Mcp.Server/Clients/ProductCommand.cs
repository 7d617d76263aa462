namespace Mcp.Server.Clients;

/// <summary>What a client is to start.</summary>
internal static class ProductCommand
{
    private const string Name = "mcp-runners";

    /// <summary>The bare name where the PATH leads to it, so that a file can be shared; else, and for a client without that PATH, the whole path.</summary>
    public static string Find(ClientProfile client)
    {
        var file = OperatingSystem.IsWindows() ? $"{Name}.exe" : Name;
        var installed = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
        return installed is null ? Itself(file)
            : client.LacksShellPath ? installed
            : Name;
    }

    // A dotnet tool is started by a small executable of its own, which stays where it is over updates.
    private static string Itself(string file) =>
        Environment.ProcessPath is { } running && Path.GetFileName(running) == file ? running : Path.Combine(AppContext.BaseDirectory, file);
}
