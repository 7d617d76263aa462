namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>A file in the repository that a test compares with. <c>UPDATE_SNAPSHOTS=1</c> writes it anew, to be reviewed like code.</summary>
internal static class Snapshot
{
    public static string Repository { get; } = FindRepository();

    public static void Compare(string path, string actual)
    {
        var file = Path.Combine(Repository, path);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{path} does not exist. Run the test with UPDATE_SNAPSHOTS=1 and review the file.");
        Assert.Equal(File.ReadAllText(file), actual);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mcp.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository: there is no Mcp.sln above them.");
    }
}
