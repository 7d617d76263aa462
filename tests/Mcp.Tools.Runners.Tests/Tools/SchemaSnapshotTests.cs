using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class SchemaSnapshotTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void Definition_Always_IsTheReviewedOne(string name)
    {
        var definition = JsonSerializer.SerializeToNode(AllTools.Named(name), McpJsonUtilities.DefaultOptions)!;

        Snapshot.Compare($"tests/Mcp.Tools.Runners.Tests/Tools/Snapshots/{name}.json", definition.ToJsonString(Indented) + "\n");
    }

    /// <summary>The schemas are prebuilt, so that listing the tools needs no reflection; this keeps them equal to the answers' types.</summary>
    [Theory]
    [InlineData("queue_status")]
    [InlineData("explain_job")]
    [InlineData("list_failed_runs")]
    [InlineData("filter_by_arch")]
    [InlineData("issue_runner_token")]
    [InlineData("launch_runner")]
    [InlineData("stop_runner")]
    [InlineData("set_autoscaler")]
    [InlineData("clean_up_runners")]
    [InlineData("list_runners")]
    [InlineData("get_runner")]
    [InlineData("get_job_logs")]
    [InlineData("rerun_failed_jobs")]
    [InlineData("cancel_run")]
    [InlineData("host_capabilities")]
    [InlineData("list_jobs")]
    [InlineData("list_repositories")]
    [InlineData("runner_history")]
    [InlineData("autoscaler_status")]
    public void OutputSchema_Prebuilt_IsThatOfTheAnswersType(string name) =>
        Snapshot.Compare($"src/Mcp.Tools.Runners/Tools/Schemas/{name}.output.json", OutputSchema.Of(name));

    [Theory]
    [MemberData(nameof(AllTools.Names), MemberType = typeof(AllTools))]
    public void OutputSchema_InTheAssembly_IsTheFile(string name)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Snapshot.Repository, $"src/Mcp.Tools.Runners/Tools/Schemas/{name}.output.json")));
        var built = JsonNode.Parse(AllTools.Named(name).OutputSchema!.Value.GetRawText());

        Assert.True(JsonNode.DeepEquals(file, built), "Build again: the assembly holds an older schema.");
    }
}
