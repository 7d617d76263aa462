using System.Text.Json;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class EngineVolumesTests
{
    [Theory]
    [InlineData("""{"Volumes":[{"Name":"a","UsageData":{"RefCount":1,"Size":7}},{"Name":"b","UsageData":{"RefCount":1,"Size":-1}},{"Name":"c","UsageData":null}]}""")]
    [InlineData("""{"VolumeUsage":{"TotalCount":2,"Items":[{"Name":"a","UsageData":{"RefCount":1,"Size":7}},{"Name":"d"}]}}""")]
    public void Read_BothShapes_ThoseThatWereMeasured(string json) => Assert.Equal(new Dictionary<string, long> { ["a"] = 7 }, Read(json));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Volumes":null}""")]
    public void Read_NoVolumes_None(string json) => Assert.Empty(Read(json));

    private static IReadOnlyDictionary<string, long> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return EngineVolumes.Read(document.RootElement);
    }
}
