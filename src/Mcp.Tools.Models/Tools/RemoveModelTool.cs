using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>remove_model</c>: takes a model out of the catalogue; its files stay.</summary>
internal sealed class RemoveModelTool(
    Lazy<ModelCatalogue> catalogue, IOptions<ModelsOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<RemoveModelTool> logger) : WritingTool(
    ToolDefinition.Build(
        ModelWritingTools.RemoveModel,
        "Remove a model",
        "Takes one model out of the catalogue, with all that was registered about it. Files on disk stay, and so do ratings; a later scan that finds the files adds it again, without what was registered by hand. Off unless the server was started with '--allow remove_model'.",
        $$$"""
        {"type":"object","properties":{
        "model":{{{KnownModel.Schema}}},
        "confirm":{"type":"boolean","description":"true once a person has agreed to remove it."}},
        "required":["model","confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = true, IdempotentHint = true, OpenWorldHint = false }),
    "What was registered about the model by hand is lost.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => Wording.Clip(arguments.Text("model")!, 200);

    protected override Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var id = catalogue.Value.Remove(arguments.Text("model")!)
            ?? throw arguments.Wrong("model", $"is no model of the catalogue: '{Wording.Clip(arguments.Text("model")!, 80)}'. search_models finds one by words");
        var answer = BoundedAnswer.Of(new RemovedModel
        {
            Summary = $"{id} is no longer in the catalogue. Its files were not touched.",
            NextSteps = ["scan_models or register_model adds it again."],
            Id = id,
            Seen = Provenance.Of("catalogue", Now, Now),
        });
        return Task.FromResult((answer, (string?)null));
    }
}
