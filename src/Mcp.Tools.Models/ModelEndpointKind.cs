namespace Mcp.Tools.Models;

/// <summary>The protocol of an endpoint.</summary>
public enum ModelEndpointKind
{
    /// <summary>OpenAI's, as vLLM, llama.cpp's server, TGI and others speak it.</summary>
    OpenAI,

    /// <summary>Ollama's.</summary>
    Ollama,
}
