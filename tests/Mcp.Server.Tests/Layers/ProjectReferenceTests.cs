using System.Xml.Linq;

namespace Mcp.Server.Tests.Layers;

public sealed class ProjectReferenceTests
{
    public static TheoryData<string> Libraries() =>
        [.. Directory.EnumerateDirectories(Path.Combine(RepositoryRoot.Path, "src"), "Mcp.Tools.*").Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_References_NoOtherProjectAndNoWebServer(string library)
    {
        var project = XDocument.Load(Path.Combine(RepositoryRoot.Path, "src", library, library + ".csproj"));
        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(project.Descendants("FrameworkReference"));
        Assert.DoesNotContain(project.Descendants("PackageReference"), package =>
            package.Attribute("Include")!.Value.Contains("AspNetCore", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Microsoft.NET.Sdk", project.Root!.Attribute("Sdk")!.Value);
    }

    [Fact]
    public void Libraries_AreTheTwo() => Assert.Equal(["Mcp.Tools.Models", "Mcp.Tools.Runners"], Libraries().Select(row => row.Data).Order());
}
