using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary>A tool as a function of Microsoft.Extensions.AI.</summary>
internal sealed class ModelFunction(ModelTool tool, string caller) : AIFunction
{
    public override string Name => Definition.Name;

    public override string Description => Definition.Description ?? "";

    public override JsonElement JsonSchema => Definition.InputSchema;

    public override JsonElement? ReturnJsonSchema => Definition.OutputSchema;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } = Hints(tool.ProtocolTool);

    private Tool Definition => tool.ProtocolTool;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var values = arguments.ToDictionary(argument => argument.Key, argument => AsJson(argument.Value), StringComparer.Ordinal);
        try
        {
            return await tool.CallAsync(values, caller, cancellationToken);
        }
        catch (McpException ex)
        {
            // As a value: a function that throws reaches the model as "failed" at most, and the sentence says what to do instead.
            return JsonElement.Parse(new JsonObject { ["error"] = ex.Message }.ToJsonString());
        }
    }

    private static JsonElement AsJson(object? value) => value switch
    {
        JsonElement element => element,
        null => JsonElement.Parse("null"),
        _ => JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
    };

    private static ImmutableDictionary<string, object?> Hints(Tool definition) => ImmutableDictionary<string, object?>.Empty
        .Add("title", definition.Title)
        .Add("readOnlyHint", definition.Annotations?.ReadOnlyHint)
        .Add("destructiveHint", definition.Annotations?.DestructiveHint)
        .Add("idempotentHint", definition.Annotations?.IdempotentHint)
        .Add("openWorldHint", definition.Annotations?.OpenWorldHint);
}
