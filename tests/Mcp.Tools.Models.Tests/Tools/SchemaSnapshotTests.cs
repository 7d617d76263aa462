using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;

namespace Mcp.Tools.Models.Tests.Tools;

public sealed class SchemaSnapshotTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Definition_Always_IsTheReviewedOne(string name)
    {
        var definition = JsonSerializer.SerializeToNode(AllTools.Named(name), McpJsonUtilities.DefaultOptions)!;

        Snapshot.Compare($"tests/Mcp.Tools.Models.Tests/Tools/Snapshots/{name}.json", definition.ToJsonString(Indented) + "\n");
    }

    /// <summary>The schemas are prebuilt, so that listing the tools needs no reflection; this keeps them equal to the answers' types.</summary>
    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void OutputSchema_Prebuilt_IsThatOfTheAnswersType(string name) =>
        Snapshot.Compare($"src/Mcp.Tools.Models/Tools/Schemas/{name}.output.json", OutputSchema.Of(name));

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void OutputSchema_InTheAssembly_IsTheFile(string name)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Snapshot.Repository, $"src/Mcp.Tools.Models/Tools/Schemas/{name}.output.json")));
        var built = JsonNode.Parse(AllTools.Named(name).OutputSchema!.Value.GetRawText());

        Assert.True(JsonNode.DeepEquals(file, built), "Build again: the assembly holds an older schema.");
    }
}
