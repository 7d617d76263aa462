using Mcp.Tools.Models.Answers;

namespace Mcp.Tools.Models.Tools;

/// <summary>The endpoint that an argument names.</summary>
internal static class ConfiguredEndpoint
{
    public static ModelEndpoint Named(string name, ToolArguments arguments, ModelsOptions options) =>
        options.Endpoints.FirstOrDefault(endpoint => endpoint.Name == name) ?? throw arguments.Wrong(
            "endpoint",
            options.Endpoints.Count == 0
                ? "names none: no endpoint is configured. Whoever runs the server adds one with --model-endpoint, for example vllm=http://127.0.0.1:8000/v1/"
                : $"must be one of {string.Join(", ", options.Endpoints.Select(endpoint => endpoint.Name))}, not '{Wording.Clip(name, 80)}'");
}
