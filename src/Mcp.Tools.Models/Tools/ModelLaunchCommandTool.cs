using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Host;
using Mcp.Tools.Models.Serving;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>model_launch_command</c>: how to serve a model on this host.</summary>
internal sealed class ModelLaunchCommandTool(Lazy<ModelCatalogue> catalogue, IHostEvidence host, TimeProvider time, ILogger<ModelLaunchCommandTool> logger) : ModelTool(
    ToolDefinition.Build(
        "model_launch_command",
        "Show how to serve a model",
        "Gives the command that serves a model of the catalogue on this host with llama.cpp, vLLM, Ollama or TGI: with the flags for its GPUs or without, for the context and the number of sequences wanted; the same as a container, and where possible as a service of a GitHub Actions job; and whether it fits. Runs nothing. Use it for 'how do I serve this', after recommend_model.",
        $$$"""
        {"type":"object","properties":{
        "model":{{{KnownModel.Schema}}},
        "engine":{"type":"string","description":"Default: llama.cpp for GGUF and without a GPU, else vllm.","enum":["llama.cpp","vllm","ollama","tgi"]},
        "context_length":{"type":"integer","description":"Tokens of each sequence. Default: 4096, or what the model takes if less.","minimum":1,"maximum":100000000},
        "batch":{"type":"integer","description":"Sequences at once. Default 1.","minimum":1,"maximum":4096},
        "port":{"type":"integer","description":"The port on loopback. Default: the engine's usual one.","minimum":1,"maximum":65535}},
        "required":["model"],"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    private const int DefaultContext = 4096;

    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var record = KnownModel.Read(arguments, catalogue.Value).Record;
        if (record.Id.StartsWith('-'))
        {
            throw new McpException($"The id '{Wording.Clip(record.Id, 80)}' begins with a dash, which every engine would read as an option; register the model under another id.");
        }

        var readingMemory = host.ReadMemoryAsync(cancellationToken);
        var gpus = await host.ReadGpusAsync(cancellationToken);
        var memory = await readingMemory;
        var context = arguments.Number("context_length", Math.Min(DefaultContext, record.ContextLength ?? DefaultContext));
        var batch = arguments.Number("batch", 1);
        var fit = LaunchFit.Of(record, context, batch, memory, gpus);
        var request = new LaunchRequest(record, fit.Gpus, context, batch, 0);
        var engine = arguments.Text("engine") switch
        {
            "llama.cpp" => ServingEngine.LlamaCpp,
            "vllm" => ServingEngine.VLlm,
            "ollama" => ServingEngine.Ollama,
            "tgi" => ServingEngine.TextGenerationInference,
            _ => LaunchPlans.Usual(request),
        };
        request = request with { Port = arguments.Number("port", engine switch { ServingEngine.Ollama => 11_434, ServingEngine.VLlm => 8000, _ => 8080 }) };
        var (plan, problem) = LaunchPlans.Of(engine, request);
        return plan is null ? throw new McpException(problem!) : BoundedAnswer.Of(Answer(engine, plan, request, fit, gpus.ReadAt));
    }

    private LaunchCommand Answer(ServingEngine engine, LaunchPlan plan, LaunchRequest request, LaunchFit fit, DateTimeOffset readAt)
    {
        var service = LaunchTexts.Service(plan, request);
        List<string> notes = [.. plan.Notes];
        if (request.ContextLength > request.Model.ContextLength)
        {
            notes.Add($"The model takes {request.Model.ContextLength:#,0} tokens at most; context_length asks for more.");
        }

        if (service is not null)
        {
            notes.Add("A job's services need a runner with a Docker daemon.");
        }

        return new LaunchCommand
        {
            Summary = $"{LaunchPlans.Name(engine)} serves {request.Model.Id} {(request.Gpus > 0 ? $"on {Wording.Count(request.Gpus, "GPU")}" : "on the processor")}: {fit.Text}.",
            NextSteps =
            [
                fit.IsGood ? "Run 'shell' or 'container'." : "Read 'fits' before you run it; check_model_fit shows the arithmetic.",
                $"Then start this server with --model-endpoint NAME=http://127.0.0.1:{request.Port}/{(engine == ServingEngine.Ollama ? " (kind: ollama:NAME=…)" : "v1/")}, and list_served_models shows it.",
            ],
            Id = request.Model.Id,
            Engine = LaunchPlans.Name(engine),
            Shell = LaunchTexts.Shell(plan),
            Container = LaunchTexts.Container(plan, request),
            Service = service,
            Address = $"http://127.0.0.1:{request.Port}/v1/",
            Gpus = request.Gpus,
            Fits = fit.Text,
            Notes = notes,
            Seen = Provenance.Of("catalogue and host", readAt, time.GetUtcNow()),
        };
    }
}
