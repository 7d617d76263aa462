using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Serving;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>list_served_models</c>: the endpoints' health and models now.</summary>
internal sealed class ListServedModelsTool(
    Lazy<Endpoints> endpoints, Lazy<ModelCatalogue> catalogue, IOptions<ModelsOptions> options, TimeProvider time, ILogger<ListServedModelsTool> logger) : ModelTool(
    ToolDefinition.Build(
        "list_served_models",
        "List served models",
        "Asks each configured endpoint (OpenAI's protocol as vLLM, llama.cpp and TGI speak it, or Ollama) what it serves now: whether it answers, how fast, and its models, with what it says about them. An endpoint that is down is listed with the reason. Use it for 'which models are running', 'is the model server up', and before ask_model.",
        """
        {"type":"object","properties":{
        "endpoint":{"type":"string","description":"Only this endpoint, by its name.","maxLength":40},
        "limit":{"type":"integer","description":"Models per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: true)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var offset = (int)Math.Min(arguments.Cursor() ?? 0, int.MaxValue);
        IReadOnlyList<EndpointReading> readings = arguments.Text("endpoint") is { } name
            ? [await endpoints.Value.ReadAsync(ConfiguredEndpoint.Named(name, arguments, options.Value), cancellationToken)]
            : await endpoints.Value.ReadAsync(cancellationToken);
        return BoundedAnswer.Of(arguments.Number("limit", 25), limit => Page(readings, offset, limit, arguments.CursorOf));
    }

    private ServedModelList Page(IReadOnlyList<EndpointReading> readings, int offset, int limit, Func<long, string> cursorOf)
    {
        var all = readings.SelectMany(reading => reading.Models.Select(model => (reading.Endpoint, Model: model))).ToList();
        var shown = all.Skip(offset).Take(limit).ToList();
        var more = offset + shown.Count < all.Count;
        var down = readings.Where(reading => reading.Problem is not null).Select(reading => reading.Endpoint.Name).ToList();
        var now = time.GetUtcNow();
        return new ServedModelList
        {
            Summary = readings.Count == 0
                ? "No endpoint is configured, so nothing is known to be served."
                : $"{Wording.Count(all.Count, "model")} served by {readings.Count - down.Count} of {Wording.Count(readings.Count, "endpoint")}{(down.Count == 0 ? "" : $"; not answering: {string.Join(", ", down)}")}.",
            NextSteps = readings.Count == 0
                ? ["Start the server with --model-endpoint, for example --model-endpoint vllm=http://127.0.0.1:8000/v1/; model_launch_command says how to serve a model."]
                : down.Count > 0 ? ["See 'problem' of the endpoint that does not answer."]
                : ["ask_model puts a question to one of them, once it is allowed."],
            Total = all.Count,
            Truncated = more,
            Cursor = more ? cursorOf(offset + shown.Count) : null,
            Endpoints = [.. readings.Select(Health)],
            Models = [.. shown.Select(one => Entry(one.Endpoint, one.Model))],
            Seen = Provenance.Of("endpoints", readings.Select(reading => reading.ReadAt).DefaultIfEmpty(now).Min(), now),
        };
    }

    private static EndpointHealth Health(EndpointReading reading) => new()
    {
        Name = reading.Endpoint.Name,
        Kind = reading.Endpoint.Kind == ModelEndpointKind.Ollama ? "ollama" : "openai",
        Address = Wording.Clip(reading.Endpoint.Address?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) ?? ""),
        Healthy = reading.Problem is null,
        Problem = reading.Problem is { } problem ? Wording.Clip(problem, 300) : null,
        Milliseconds = Math.Round(reading.Took.TotalMilliseconds, 1),
        Models = reading.Models.Count,
    };

    private ServedModelEntry Entry(ModelEndpoint endpoint, ServedModel model) => new()
    {
        Id = model.Id,
        Endpoint = endpoint.Name,
        Loaded = model.Loaded,
        InCatalogue = catalogue.Value.Find(model.Id) is not null,
        ParameterCount = model.ParameterCount,
        Precision = model.Precision,
        ContextLength = model.ContextLength,
    };
}
