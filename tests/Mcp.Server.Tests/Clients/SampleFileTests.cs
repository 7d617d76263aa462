using Mcp.Server.Clients;
using Mcp.Server.Tests.Layers;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients;

/// <summary>The files in samples/clients are what <c>install</c> writes. UPDATE_SNAPSHOTS=1 writes them anew.</summary>
public sealed class SampleFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Files() =>
    [
        .. ClientProfiles.All.SelectMany(client => client.TakesHttp ? new[] { (client.Name, "stdio"), (client.Name, "http") } : [(client.Name, "stdio")]),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_OfEachClient_IsWhatInstallWrites(string client, string transport)
    {
        var sample = Path.Combine(Folder, PathOf(client, transport));
        string[] how = transport == "stdio" ? ["--command", "mcp-runners"] : ["--http", "--with-token"];

        await using var process = ProductProcess.Start(["install", client, .. how, "--file", "new.json"], _folder.Path);
        var output = await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains($"'runners' is added to {_folder.File("new.json")}.", output[0], StringComparison.Ordinal);
        var written = await File.ReadAllTextAsync(_folder.File("new.json"), TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(sample)!);
            await File.WriteAllTextAsync(sample, written, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(sample), $"{sample} is missing. Run this test with UPDATE_SNAPSHOTS=1.");
        Assert.Equal(await File.ReadAllTextAsync(sample, TestContext.Current.CancellationToken), written);
    }

    [Fact]
    public async Task Readme_Table_HasEachFile()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Folder, "README.md"), TestContext.Current.CancellationToken);

        Assert.All(Files(), file => Assert.Contains($"({PathOf(file.Data.Item1, file.Data.Item2)})", readme, StringComparison.Ordinal));
        Assert.Equal(
            Files().Select(file => PathOf(file.Data.Item1, file.Data.Item2)).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder, "*.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal));
    }

    private static string Folder => Path.Combine(RepositoryRoot.Path, "samples", "clients");

    // Beneath the folder of the client and the transport each file lies as it does in a project, or in the user's folder.
    private static string PathOf(string client, string transport)
    {
        var file = ClientProfiles.All.Single(profile => profile.Name == client).File(new ClientPlaces("/home", "/project", "/data", "/copilot"));
        var parts = file.Split('/');
        return string.Join('/', [client, transport, .. parts[1] == "project" ? parts[2..] : parts[^1..]]);
    }
}
