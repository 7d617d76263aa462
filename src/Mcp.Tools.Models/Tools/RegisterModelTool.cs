using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>register_model</c>: adds a model by hand, or corrects what is known of one.</summary>
internal sealed class RegisterModelTool(
    Lazy<ModelCatalogue> catalogue, IOptions<ModelsOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<RegisterModelTool> logger) : WritingTool(
    ToolDefinition.Build(
        ModelWritingTools.RegisterModel,
        "Register a model",
        "Adds a model to the catalogue by hand, or changes what is known of one: what is given is kept as declared, with the time, and no later scan overwrites it; what is left out stays. Performance figures need their evidence. Models on disk or on the hub: scan_models. Off unless the server was started with '--allow register_model'.",
        RegisterArguments.Schema,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false }),
    "It changes what everybody who asks this server learns about the model.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => Wording.Clip(arguments.Text("id")!, 200);

    protected override Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var given = RegisterArguments.Read(arguments, client, Now);
        var (entry, isNew) = catalogue.Value.Register(given, new FieldSource(Evidence.Declared, RecordMerge.Person, Now));
        var answer = BoundedAnswer.Of(new RegisteredModel
        {
            Summary = isNew ? $"{entry.Record.Id} is in the catalogue now." : $"{entry.Record.Id} was changed.",
            NextSteps = entry.Record.ParameterCount is null && entry.Record.WeightsBytes is null
                ? ["Give parameter_count and precision too, so that it can be said whether it fits this host."]
                : ["check_model_fit with this id says whether it fits this host."],
            IsNew = isNew,
            Model = ModelSummaries.Of(entry),
            Seen = Provenance.Of("catalogue", Now, Now),
        });
        return Task.FromResult((answer, (string?)(isNew ? "added" : "changed")));
    }
}
