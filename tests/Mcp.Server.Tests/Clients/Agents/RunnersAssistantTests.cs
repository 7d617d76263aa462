using System.Text.Json.Nodes;

namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>The script itself: it goes on only from answers that are as they should be, so that the agents' tests can fail.</summary>
public sealed class RunnersAssistantTests
{
    private const string Failed = """{"runs":[{"repository":"o/r","failed_jobs":[{"name":"test","failed_step":"Run"}]}]}""";
    private const string Explained = """{"job":{"repository":"o/r","name":"build"},"verdict":"wrong_architecture","remedy":"Add a pool."}""";
    private const string Refused = "launch_runner was not confirmed. Ask, then call again with 'confirm': true, 'plan': \"p1\".";

    [Theory]
    [InlineData("list_failed_runs", """{"runs":[]}""", false)]
    [InlineData("list_failed_runs", "no JSON", false)]
    [InlineData("list_failed_runs", Failed, true)]
    [InlineData("explain_job", """{"job":{},"verdict":"x"}""", false)]
    [InlineData("launch_runner", "It is off.", true)]
    public void Decide_AnswerThatIsNotAsItShouldBe_Stops(string tool, string answer, bool isError)
    {
        var before = new[] { ("list_failed_runs", Failed, false), ("explain_job", Explained, false) }.TakeWhile(result => result.Item1 != tool);

        var turn = RunnersAssistant.Decide(Conversation([.. before, (tool, answer, isError)]));

        Assert.StartsWith($"STOPPED, {tool}", turn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_RefusalWithAPlan_ConfirmsThatPlan()
    {
        var turn = RunnersAssistant.Decide(Conversation(("list_failed_runs", Failed, false), ("explain_job", Explained, false), ("launch_runner", Refused, true)));

        Assert.Equal("mcp__runners__launch_runner", turn.Tool);
        Assert.Equal("""{"repository":"o/r","confirm":true,"plan":"p1"}""", turn.Input!.ToJsonString());
    }

    private static Conversation Conversation(params (string Tool, string Answer, bool IsError)[] results)
    {
        var messages = new JsonArray();
        foreach (var (index, (tool, answer, isError)) in results.Index())
        {
            messages.Add(new JsonObject { ["role"] = "assistant", ["content"] = new JsonArray(new JsonObject { ["type"] = "tool_use", ["id"] = $"{index}", ["name"] = $"mcp__runners__{tool}", ["input"] = new JsonObject() }) });
            messages.Add(new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = $"{index}", ["content"] = answer, ["is_error"] = isError }) });
        }

        return Agents.Conversation.Parse(new JsonObject
        {
            ["model"] = "m",
            ["messages"] = messages,
            ["tools"] = new JsonArray([.. new[] { "list_failed_runs", "explain_job", "launch_runner" }.Select(tool => new JsonObject { ["name"] = $"mcp__runners__{tool}" })]),
        }.ToJsonString());
    }
}
