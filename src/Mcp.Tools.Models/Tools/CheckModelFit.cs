using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mcp.Tools.Models.Fit;
using Mcp.Tools.Models.Host;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tools;

/// <summary>The tool <c>check_model_fit</c>.</summary>
internal sealed class CheckModelFit(IHostEvidence host, TimeProvider time)
{
    private const string Text =
        "Tells whether an AI model fits into this host's memory and GPUs, with the arithmetic for weights, key-value cache and overhead. " +
        "Reads the host's memory and GPUs at each call; what cannot be read is unknown. Changes nothing.";

    public McpServerTool AsTool() => McpServerTool.Create(CheckAsync, new McpServerToolCreateOptions
    {
        Name = "check_model_fit",
        Title = "Check whether a model fits",
        Description = Text,
        ReadOnly = true,
        Destructive = false,
        Idempotent = true,
        OpenWorld = false,
        UseStructuredContent = true,
        SerializerOptions = ToolSchema.Json,
        SchemaCreateOptions = ToolSchema.Shape,
    });

    internal async Task<ModelFitAnswer> CheckAsync(
        [Description("How the weights are stored.")]
        [AllowedValues("fp32", "fp16", "bf16", "fp8", "int8", "q8_0", "q6_k", "q5_k_m", "q5_k_s", "q4_k_m", "q4_k_s", "q4_0", "int4", "q3_k_l", "q3_k_s", "q2_k")]
        string precision,
        [Description("The number of parameters in billions, for example 8.03. Give this or parameter_count.")]
        double? parameters_billions = null,
        [Description("The exact number of parameters, for example 8030261248.")]
        long? parameter_count = null,
        [Description("Tokens of each sequence.")]
        [Range(1, 100_000_000)]
        int context_length = 4096,
        [Description("Sequences at once.")]
        [Range(1, 4096)]
        int batch = 1,
        [Description("Transformer layers (num_hidden_layers). Give layers, kv_heads and head_dim together for the key-value cache.")]
        int? layers = null,
        [Description("Key-value heads of each layer (num_key_value_heads).")]
        int? kv_heads = null,
        [Description("Dimension of each head (head_dim, else hidden_size / num_attention_heads).")]
        int? head_dim = null,
        CancellationToken cancellationToken = default)
    {
        var shape = FitArguments.Parse(precision, parameters_billions, parameter_count, context_length, batch, layers, kv_heads, head_dim);
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
        return FitReport.Create(shape, estimate, await memory, await gpus, time.GetUtcNow());
    }
}
