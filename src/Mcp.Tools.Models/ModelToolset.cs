using System.Collections.Immutable;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Tools;
using Microsoft.Extensions.AI;

namespace Mcp.Tools.Models;

/// <summary>
/// The tools about models for an agent in the same process, without an MCP connection. Comes from the services that
/// <see cref="ModelsBuilderExtensions.AddModelTools"/> was called on.
/// </summary>
public sealed class ModelToolset
{
    private readonly ImmutableArray<ModelTool> _tools;

    internal ModelToolset(IEnumerable<ModelTool> tools) => _tools = [.. tools];

    /// <summary>
    /// The tools as functions of Microsoft.Extensions.AI, with the names, descriptions and schemas that an MCP client sees. Each takes the same
    /// strict arguments and gives the tool's JSON object; what an MCP client would get as an error is an object with <c>error</c>, a sentence
    /// for the model. Tools that change something are refused until <see cref="ModelsOptions.AllowedTools"/> names them.
    /// </summary>
    /// <param name="caller">Who asks, as the audit is to show it; at most 100 characters are kept.</param>
    /// <remarks>
    /// <see cref="AITool.AdditionalProperties"/> has <c>title</c>, <c>readOnlyHint</c>, <c>destructiveHint</c>, <c>idempotentHint</c> and
    /// <c>openWorldHint</c>: wrap those that are not read-only in an <see cref="ApprovalRequiredAIFunction"/> to ask a person first.
    /// </remarks>
    public IReadOnlyList<AIFunction> AsAIFunctions(string caller = "agent")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(caller);
        return [.. _tools.Select(tool => new ModelFunction(tool, Wording.Clip(caller, 100)))];
    }
}
