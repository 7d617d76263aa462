using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>
/// The model of the scenario: finds the failed job, explains the oldest waiting one, and launches a runner for its repository once that is
/// confirmed. It knows nothing but what the tools answer; where an answer is not what it should be, it stops and says so.
/// </summary>
internal static partial class RunnersAssistant
{
    private static readonly string[] Tools = ["list_failed_runs", "explain_job", "launch_runner"];

    public static ModelTurn Decide(Conversation conversation)
    {
        if (conversation.Tools.Count == 0)
        {
            return ModelTurn.Say("Runners"); // A client asks for a title, without any tool.
        }

        try
        {
            return Next(conversation);
        }
        catch (Exception ex) when (ex is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            var last = conversation.Results.Count == 0 ? null : conversation.Results[^1];
            return ModelTurn.Say($"STOPPED, {last?.Tool} is not what it should be ({ex.Message}): {last?.Text}");
        }
    }

    private static ModelTurn Next(Conversation conversation)
    {
        if (Tools.Any(tool => conversation.NameOf(tool) is null))
        {
            return conversation.ToolSearch is { } search && conversation.ResultsOf(search).Count == 0
                ? ModelTurn.Call(search, new() { ["query"] = "select:" + string.Join(',', Tools.Select(tool => $"mcp__runners__{tool}")), ["max_results"] = Tools.Length })
                : ModelTurn.Say($"STOPPED, these are all tools: {string.Join(", ", conversation.Tools)}");
        }

        ModelTurn Call(string tool, JsonObject input) => ModelTurn.Call(conversation.NameOf(tool)!, input);
        if (conversation.ResultsOf("list_failed_runs") is not [var failed, ..])
        {
            return Call("list_failed_runs", new() { ["since"] = "7d" });
        }

        var run = Answer(failed).GetProperty("runs")[0];
        var failedJob = run.GetProperty("failed_jobs")[0];
        if (conversation.ResultsOf("explain_job") is not [var explained, ..])
        {
            return Call("explain_job", new() { ["job"] = "oldest" });
        }

        var explanation = Answer(explained);
        var repository = Text(explanation.GetProperty("job"), "repository");
        switch (conversation.ResultsOf("launch_runner"))
        {
            case []:
                return Call("launch_runner", new() { ["repository"] = repository, ["confirm"] = false });
            case [{ Text: var said }] when said.Contains("declined", StringComparison.Ordinal):
                return ModelTurn.Say($"{Found()} Not launched: {said}");
            case [var refused]:
                return Call("launch_runner", Confirmed(refused.Text, repository));
            case [_, var launched, ..]:
                var runner = Answer(launched).GetProperty("runners")[0];
                return ModelTurn.Say($"{Found()} Launched: {Text(runner, "id")}, {Text(runner, "state")}.");
            default:
                throw new InvalidOperationException("launch_runner was called in a way that the script does not know");
        }

        string Found() =>
            $"Failed: {Text(failedJob, "name")} of {Text(run, "repository")} in the step '{Text(failedJob, "failed_step")}'. " +
            $"Waiting: {Text(explanation.GetProperty("job"), "name")}, because of {Text(explanation, "verdict")}: {Text(explanation, "remedy")}";
    }

    // The refusal says how to confirm: by the flag, and by a plan's id where there is one.
    private static JsonObject Confirmed(string refusal, string repository)
    {
        if (!refusal.Contains("'confirm': true", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("the refusal does not say how to confirm");
        }

        var input = new JsonObject { ["repository"] = repository, ["confirm"] = true };
        if (Plan().Match(refusal) is { Success: true } plan)
        {
            input["plan"] = plan.Groups["id"].Value;
        }

        return input;
    }

    private static JsonElement Answer(ToolResult result) =>
        result.IsError ? throw new InvalidOperationException("it failed") : JsonElement.Parse(result.Text);

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    [GeneratedRegex("'plan': \"(?<id>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Plan();
}
