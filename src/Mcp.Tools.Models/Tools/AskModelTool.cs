using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Serving;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>ask_model</c>: puts a question to a served model.</summary>
internal sealed class AskModelTool(
    Lazy<ModelAsker> asker, Lazy<Endpoints> endpoints, IOptions<ModelsOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<AskModelTool> logger) : WritingTool(
    ToolDefinition.Build(
        ModelWritingTools.AskModel,
        "Ask a served model",
        "Puts one question to a model that a configured endpoint serves, and gives its answer; while it writes, progress notifications have the text so far. Bounded in tokens and time; cancelling ends the request. An answer that broke off is given with complete: false. Counts as a use of the model. Off unless the server was started with '--allow ask_model'.",
        """
        {"type":"object","properties":{
        "model":{"type":"string","description":"The model's id, as list_served_models shows it.","maxLength":300},
        "prompt":{"type":"string","description":"The question.","maxLength":100000},
        "system":{"type":"string","description":"How the model is to answer.","maxLength":20000},
        "endpoint":{"type":"string","description":"The endpoint to ask, by its name. Default: the first that serves the model.","maxLength":40},
        "max_tokens":{"type":"integer","description":"Tokens of the answer at most. Default and most: as configured, usually 2048.","minimum":1,"maximum":1000000},
        "temperature":{"type":"number","description":"0: always the likeliest word. Default: the endpoint's.","minimum":0,"maximum":2}},
        "required":["model","prompt"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = false, OpenWorldHint = true }),
    "It sends the question to the endpoint and uses its time.",
    options,
    audit,
    time,
    logger)
{
    private const int ShownOfProgress = 2000;

    // Words come faster than anybody reads.
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time = time;

    protected override string Subject(ToolArguments arguments) => Wording.Clip(arguments.Text("model")!, 200);

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var model = arguments.Text("model")!;
        var (endpoint, id) = await FindAsync(model, arguments, cancellationToken);
        List<ChatMessage> messages = [.. arguments.Text("system") is { } system ? [new ChatMessage(ChatRole.System, system)] : Array.Empty<ChatMessage>(), new ChatMessage(ChatRole.User, arguments.Text("prompt")!)];
        var chat = new ChatOptions
        {
            MaxOutputTokens = Math.Min(arguments.Number("max_tokens", Options.MaxAnswerTokens), Options.MaxAnswerTokens),
            Temperature = (float?)arguments.Real("temperature"),
        };
        long? reported = null;
        var outcome = await asker.Value.AskAsync(
            endpoint,
            id,
            messages,
            chat,
            async text =>
            {
                if (reported is { } at && _time.GetElapsedTime(at) < BetweenReports)
                {
                    return;
                }

                reported = _time.GetTimestamp();
                await arguments.ReportAsync(new ProgressNotificationValue { Progress = text.Length, Message = text.Length <= ShownOfProgress ? text : "…" + text[^ShownOfProgress..] });
            },
            cancellationToken);
        var detail = FormattableString.Invariant($"{outcome.Text.Length} characters from {endpoint.Name} in {outcome.Took.TotalSeconds:0.0} s");
        return (BoundedAnswer.Of(outcome.Text.Length, limit => Answer(outcome, id, endpoint, limit)), detail);
    }

    private async Task<(ModelEndpoint Endpoint, string Id)> FindAsync(string model, ToolArguments arguments, CancellationToken cancellationToken)
    {
        if (Options.Endpoints.Count == 0 || arguments.Has("endpoint"))
        {
            return (ConfiguredEndpoint.Named(arguments.Text("endpoint") ?? "", arguments, Options), model);
        }

        var readings = await endpoints.Value.ReadAsync(cancellationToken);
        foreach (var reading in readings)
        {
            if (reading.Models.FirstOrDefault(served => string.Equals(served.Id, model, StringComparison.OrdinalIgnoreCase)) is { } served)
            {
                return (reading.Endpoint, served.Id);
            }
        }

        var known = readings.SelectMany(reading => reading.Models).Select(served => served.Id).Take(10).ToList();
        var down = readings.Where(reading => reading.Problem is not null).Select(reading => $" {reading.Problem}").Take(3);
        throw new McpException(
            $"No endpoint serves '{Wording.Clip(model, 80)}' now. {(known.Count == 0 ? "None serves anything." : $"Served: {string.Join(", ", known)}.")}{string.Concat(down)} model_launch_command says how to serve it.");
    }

    private ModelReply Answer(AskOutcome outcome, string model, ModelEndpoint endpoint, int limit)
    {
        var isWhole = limit >= outcome.Text.Length;
        var complete = outcome.IsComplete && isWhole;
        return new ModelReply
        {
            Summary = complete ? $"{model} answered." : $"{model} did not come to its end: {(isWhole ? outcome.End : "the answer was cut")}",
            NextSteps = complete ? ["rate_model with how good the answer was makes later recommendations better."] : outcome.End == "length" ? ["Ask for a shorter answer, or in parts."] : ["Ask again; list_served_models shows whether the endpoint answers."],
            Model = model,
            Endpoint = endpoint.Name,
            Text = isWhole ? outcome.Text : outcome.Text[..limit],
            Complete = complete,
            End = isWhole ? outcome.End : "length",
            InputTokens = outcome.InputTokens,
            OutputTokens = outcome.OutputTokens,
            Seconds = Math.Round(outcome.Took.TotalSeconds, 3),
            FirstWordSeconds = outcome.FirstWord is { } first ? Math.Round(first.TotalSeconds, 3) : null,
            Seen = Provenance.Of(endpoint.Name, Now, Now),
        };
    }
}
