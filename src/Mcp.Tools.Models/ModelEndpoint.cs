namespace Mcp.Tools.Models;

/// <summary>A place where models are served.</summary>
public sealed class ModelEndpoint
{
    /// <summary>Its name in the tools' answers; a word of a to z, 0 to 9 and <c>-</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it speaks. Default: OpenAI's protocol, as vLLM, llama.cpp's server and TGI do.</summary>
    public ModelEndpointKind Kind { get; set; }

    /// <summary>Its address: for OpenAI's protocol the one that <c>models</c> and <c>chat/completions</c> hang under, usually ending in <c>/v1/</c>; for Ollama its root.</summary>
    public Uri? Address { get; set; }

    /// <summary>A file with its key. Default: no key.</summary>
    public string? KeyFile { get; set; }
}
