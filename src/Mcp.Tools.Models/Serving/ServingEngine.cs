namespace Mcp.Tools.Models.Serving;

/// <summary>A program that serves models.</summary>
internal enum ServingEngine
{
    LlamaCpp,
    VLlm,
    Ollama,
    TextGenerationInference,
}
