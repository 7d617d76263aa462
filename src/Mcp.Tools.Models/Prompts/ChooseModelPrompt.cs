using System.Text.Json;
using Mcp.Tools.Models.Answers;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Prompts;

/// <summary><c>choose_model</c>: leads an assistant from a task to a model that runs here. It reads nothing itself.</summary>
internal sealed class ChooseModelPrompt : McpServerPrompt
{
    private const int MostCharacters = 201;

    private static readonly Prompt Definition = new()
    {
        Name = "choose_model",
        Title = "Choose a model",
        Description = "Finds the model for a task that runs on this host, says why, and how to serve it.",
        Arguments =
        [
            new() { Name = "task", Description = "What it is for, for example text-generation. Default: the assistant asks.", Required = false },
            new() { Name = "preference", Description = "speed, balanced or quality. Default: balanced.", Required = false },
            new() { Name = "license", Description = "Only this licence, for example apache-2.0. Default: any.", Required = false },
        ],
    };

    public override Prompt ProtocolPrompt => Definition;

    public override IReadOnlyList<object> Metadata => [];

    public override ValueTask<GetPromptResult> GetAsync(RequestContext<GetPromptRequestParams> request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new GetPromptResult
        {
            Description = Definition.Description,
            Messages = [new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = Text(Read(request.Params?.Arguments)) } }],
        });

    private static string Text(Dictionary<string, string> arguments)
    {
        var task = arguments.GetValueOrDefault("task");
        var license = arguments.GetValueOrDefault("license");
        return
            $"""
            Which model should I run on this host{(task is null ? "" : $" for the task '{task}'")}{(license is null ? "" : $", under the licence '{license}' alone")}, and how?

            1. {(task is null ? "Ask me what it is for, then call model_stats for the tasks that the catalogue has and take the nearest." : "Call model_stats; if it has no such task, take the nearest that it has and say so.")} If the catalogue is empty, say that scan_models fills it and stop.
            2. Call recommend_model with that 'task' and 'preference': "{arguments.GetValueOrDefault("preference") ?? "balanced"}"{(license is null ? "" : $" and 'license': \"{license}\"")}. If none is a candidate, explain left_out and what would change it.
            3. For the first two call get_model and check_model_fit with the context that I need. Say for each number whether it is declared, measured or estimated, and what is unknown.
            4. Call list_served_models: if one of them runs already, say where. Else call model_launch_command for your choice.
            5. Give your choice in one sentence, the reasons in at most three, the command, and what would make you choose otherwise. Change nothing before I agree.
            """;
    }

    private static Dictionary<string, string> Read(IDictionary<string, JsonElement>? given)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in given ?? new Dictionary<string, JsonElement>())
        {
            if (Definition.Arguments!.All(argument => argument.Name != name))
            {
                throw Refusal($"has no argument '{Wording.Clip(name, 80)}'. It takes: {string.Join(", ", Definition.Arguments!.Select(argument => argument.Name))}.");
            }

            var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
            if (text.Length > MostCharacters || text.Any(char.IsControl))
            {
                throw Refusal($"takes one line of at most {MostCharacters} characters as '{name}'.");
            }

            if (name == "preference" && text is not ("" or "speed" or "balanced" or "quality"))
            {
                throw Refusal($"takes speed, balanced or quality as 'preference', not '{Wording.Clip(text, 80)}'.");
            }

            if (text.Length > 0)
            {
                read[name] = text;
            }
        }

        return read;
    }

    private static McpProtocolException Refusal(string problem) => new($"The prompt {Definition.Name} {problem}", McpErrorCode.InvalidParams);
}
