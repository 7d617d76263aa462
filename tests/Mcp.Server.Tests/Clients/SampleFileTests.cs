using System.Text.Json;
using Mcp.Server.Tests.Layers;

namespace Mcp.Server.Tests.Clients;

public sealed class SampleFileTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => Path.GetRelativePath(Folder, file))];

    [Fact]
    public void Files_AreOneForEachClient() => Assert.Equal(6, Files().Count);

    [Theory]
    [MemberData(nameof(Files))]
    public void File_EachServer_NamesTheExecutableOrTheEndpoint(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        var root = document.RootElement;
        var servers = root.TryGetProperty("mcpServers", out var named) ? named : root.GetProperty("servers");
        Assert.All(servers.EnumerateObject(), server =>
        {
            if (server.Value.TryGetProperty("url", out var url))
            {
                Assert.Equal("http://127.0.0.1:9000/mcp", url.GetString());
                return;
            }

            Assert.Equal("mcp-runners", server.Value.GetProperty("command").GetString());
            Assert.Equal(["stdio"], server.Value.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!));
        });
    }

    private static string Folder => Path.Combine(RepositoryRoot.Path, "samples", "clients");
}
