namespace Mcp.Server.Tests.Layers;

internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Mcp.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run these tests from inside the repository: no Mcp.sln above " + AppContext.BaseDirectory);
        }

        return folder.FullName;
    }
}
