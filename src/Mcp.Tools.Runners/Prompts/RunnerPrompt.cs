using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Prompts;

/// <summary>A question that a person picks from a menu, in words that lead a model through the tools. It reads nothing itself.</summary>
internal abstract class RunnerPrompt(Prompt definition) : McpServerPrompt
{
    private const int MostCharacters = 201;

    public override Prompt ProtocolPrompt => definition;

    public override IReadOnlyList<object> Metadata => [];

    public override ValueTask<GetPromptResult> GetAsync(RequestContext<GetPromptRequestParams> request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new GetPromptResult
        {
            Description = definition.Description,
            Messages = [new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = Text(Read(request.Params?.Arguments)) } }],
        });

    /// <summary>The words, with the arguments that were given; what is empty counts as not given.</summary>
    protected abstract string Text(IReadOnlyDictionary<string, string> arguments);

    protected static string? Value(IReadOnlyDictionary<string, string> arguments, string name) => arguments.GetValueOrDefault(name);

    protected static PromptArgument Argument(string name, string description) => new() { Name = name, Description = description, Required = false };

    private Dictionary<string, string> Read(IDictionary<string, JsonElement>? given)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in given ?? new Dictionary<string, JsonElement>())
        {
            if (definition.Arguments?.Any(argument => argument.Name == name) != true)
            {
                throw Refusal($"has no argument '{Wording.Clip(name, 80)}'. It takes: {string.Join(", ", definition.Arguments?.Select(argument => argument.Name) ?? [])}.");
            }

            var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
            if (text.Length > MostCharacters || text.Any(char.IsControl))
            {
                throw Refusal($"takes one line of at most {MostCharacters} characters as '{name}'.");
            }

            if (name == "repository" && text.Length > 0 && !RepositoryName.TryParse(text, out _))
            {
                throw Refusal($"takes owner/name as 'repository', for example octocat/hello-world, not '{Wording.Clip(text, 80)}'.");
            }

            if (text.Length > 0)
            {
                read[name] = text;
            }
        }

        return read;
    }

    private McpProtocolException Refusal(string problem) => new($"The prompt {definition.Name} {problem}", McpErrorCode.InvalidParams);
}
