using Mcp.Server.Tests.Layers;

namespace Mcp.Server.Tests.Tools;

public sealed class ToolPageTests(WireFixture wire) : IClassFixture<WireFixture>
{
    [Fact]
    public async Task Page_InDocs_IsMadeFromWhatIsListed()
    {
        var path = Path.Combine(RepositoryRoot.Path, "docs", "tools.md");
        var page = ToolPage.Of(wire.Tools);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(path, page, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path), "docs/tools.md is missing. Run this test with UPDATE_SNAPSHOTS=1.");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), page);
    }
}
