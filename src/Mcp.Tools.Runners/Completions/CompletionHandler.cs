using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Prompts;
using Mcp.Tools.Runners.Resources;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Completions;

/// <summary>Answers <c>completion/complete</c> for the prompts and the resource templates of the runners.</summary>
internal sealed class CompletionHandler(CompletionValues values, IEnumerable<McpServerPrompt> prompts, IEnumerable<McpServerResource> resources)
{
    /// <summary>Null: it is about something that is not the runners'.</summary>
    public CompleteResult? Answer(CompleteRequestParams request)
    {
        var argument = request.Argument;
        if (!IsOurs(request.Ref, argument.Name))
        {
            return null;
        }

        try
        {
            var given = new Dictionary<string, string>(request.Context?.Arguments ?? new Dictionary<string, string>(), StringComparer.Ordinal);
            return new() { Completion = CompletionAnswer.Of(values.Of(argument.Name, given), argument.Value ?? "") };
        }
        catch (LedgerException ex)
        {
            throw new McpProtocolException(ex.Message, ex, McpErrorCode.InternalError);
        }
    }

    private bool IsOurs(Reference about, string argument) => about switch
    {
        PromptReference prompt => prompts.OfType<RunnerPrompt>()
            .Any(own => own.ProtocolPrompt.Name == prompt.Name && own.ProtocolPrompt.Arguments?.Any(entry => entry.Name == argument) == true),
        ResourceTemplateReference { Uri: { } uri } => uri.Contains($"{{{argument}}}", StringComparison.Ordinal) &&
            resources.OfType<RunnerResource>().Select(own => own.ProtocolResourceTemplate.UriTemplate).Append(JobLogResource.Template).Contains(uri),
        _ => false,
    };
}
