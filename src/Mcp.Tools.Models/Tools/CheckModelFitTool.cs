using System.Text.Json;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>check_model_fit</c>: does a model fit this host.</summary>
internal sealed class CheckModelFitTool(
    IHostEvidence host, Lazy<ModelCatalogue> catalogue, TimeProvider time, ILogger<CheckModelFitTool> logger) : ModelTool(
    ToolDefinition.Build(
        "check_model_fit",
        "Check whether a model fits",
        "Tells whether an AI model fits into this host's memory and GPUs, with the arithmetic for weights, key-value cache and overhead. Give the id of a model of the catalogue, or its numbers. Reads the host's memory and GPUs at each call; what cannot be read is unknown. Changes nothing.",
        FitArguments.Schema,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var known = arguments.Has("model") ? KnownModel.Read(arguments, catalogue.Value).Record : null;
        var shape = FitArguments.Parse(arguments, known);
        MemoryEstimate estimate;
        try
        {
            estimate = MemoryEstimator.Estimate(shape);
        }
        catch (OverflowException)
        {
            throw new McpException("These values together make more bytes than can be counted. Check context_length, batch, layers, kv_heads and head_dim.");
        }

        var memory = host.ReadMemoryAsync(cancellationToken);
        var gpus = host.ReadGpusAsync(cancellationToken);
        return BoundedAnswer.Of(FitReport.Create(shape, estimate, await memory, await gpus, time.GetUtcNow()));
    }
}
