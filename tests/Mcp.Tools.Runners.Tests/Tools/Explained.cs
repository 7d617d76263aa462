using System.Text.Json;
using Mcp.Tools.Runners.Tests.Lifecycle;
using Mcp.Tools.Runners.Tools;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>What <c>explain_job</c> says of a job on the autoscaler's bench.</summary>
internal static class Explained
{
    /// <summary>Asserts the cause, that the remedy holds the words, and that there is one command or one call that the named tool takes.</summary>
    public static async Task<JsonElement> AssertAsync(AutoscalerBench bench, long job, string verdict, params string[] words)
    {
        var repository = bench.World.Snapshot().Runs[bench.World.Snapshot().Jobs[job].RunId].Repository;
        var answer = await bench.AskAsync("explain_job", $$"""{"job":"{{job}}","repository":"{{repository}}"}""");

        Assert.True(verdict == answer.Text("verdict"), answer.GetRawText());
        Assert.False(string.IsNullOrWhiteSpace(answer.Text("explanation")));
        var remedy = $"{answer.Text("remedy")} {answer.Text("command")} {(answer.Has("tool_call") ? answer.GetProperty("tool_call").GetRawText() : "")}";
        Assert.All(words, word => Assert.Contains(word, remedy, StringComparison.Ordinal));
        Assert.True(answer.Has("command") || answer.Has("tool_call"), "There is neither a command nor a tool call.");
        AssertCall(answer);
        return answer;
    }

    /// <summary>What is proposed must be taken: the tool is there and has these arguments.</summary>
    public static void AssertCall(JsonElement answer)
    {
        if (!answer.TryGetProperty("tool_call", out var call))
        {
            return;
        }

        var tool = AllTools.Named(call.Text("name")!);
        var arguments = call.GetProperty("arguments").EnumerateObject().ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal);
        if (WritingTools.Names.Contains(tool.Name))
        {
            // Nobody confirms for a person.
            Assert.DoesNotContain("confirm", arguments.Keys);
            arguments["confirm"] = JsonElement.Parse("true");
        }

        ToolArguments.Read(tool, arguments);
    }
}
