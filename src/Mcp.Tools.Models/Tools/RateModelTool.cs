using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Recommending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>rate_model</c>: how well a model did, for later recommendations.</summary>
internal sealed class RateModelTool(
    Lazy<ModelCatalogue> catalogue, Lazy<RatingLedger> ratings, Lazy<Recommender> recommender, IOptions<ModelsOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<RateModelTool> logger) : WritingTool(
    ToolDefinition.Build(
        ModelWritingTools.RateModel,
        "Rate a model",
        "Says how well a model did a task, from 0 (useless) to 1 (perfect), any number between. recommend_model learns from it, for this task on this class of hardware; ratings outlive restarts and the removal of the model. Off unless the server was started with '--allow rate_model'.",
        $$$"""
        {"type":"object","properties":{
        "model":{{{KnownModel.Schema}}},
        "task":{"type":"string","description":"The task that it did, for example text-generation.","maxLength":100},
        "reward":{"type":"number","description":"From 0, useless, to 1, perfect.","minimum":0,"maximum":1},
        "hardware":{"type":"string","description":"The class of hardware that it ran on, as recommend_model shows it. Default: this host's.","maxLength":50},
        "note":{"type":"string","description":"Why, in a sentence.","maxLength":500}},
        "required":["model","task","reward"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = false, OpenWorldHint = false }),
    "It changes what is recommended to everybody who asks this server.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => Wording.Clip($"{arguments.Text("model")} for {arguments.Text("task")}", 300);

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var entry = KnownModel.Read(arguments, catalogue.Value);
        var task = arguments.Text("task")!.ToLowerInvariant();
        if (entry.Record.Tasks is { Count: > 0 } tasks && !tasks.Contains(task, StringComparer.OrdinalIgnoreCase))
        {
            throw arguments.Wrong("task", $"is none of this model: '{Wording.Clip(task, 80)}'. It has {string.Join(", ", tasks.Take(20))}; register_model adds one");
        }

        var hardware = arguments.Text("hardware") ?? await recommender.Value.HardwareAsync(cancellationToken);
        var reward = arguments.Real("reward")!.Value;
        var arm = ratings.Value.Rate(new Rating(Now, entry.Record.Id, task, hardware, reward, client, arguments.Text("note")));
        var answer = BoundedAnswer.Of(new RatedModel
        {
            Summary = FormattableString.Invariant($"{entry.Record.Id} has {Wording.Count(arm.Count, "rating")} for {task} on {hardware}, mean {arm.Mean:0.00}."),
            NextSteps = ["recommend_model with this task takes it into account."],
            Id = entry.Record.Id,
            Task = task,
            Hardware = hardware,
            Ratings = arm.Count,
            MeanRating = Math.Round(arm.Mean, 4),
            Seen = Provenance.Of("catalogue", Now, Now),
        });
        return (answer, FormattableString.Invariant($"{reward}"));
    }
}
