using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Serving;

/// <summary>How a model is to be served.</summary>
/// <param name="Gpus">GPUs to use; 0: none.</param>
/// <param name="ContextLength">Tokens of each sequence.</param>
/// <param name="Batch">Sequences at once.</param>
internal sealed record LaunchRequest(ModelRecord Model, int Gpus, int ContextLength, int Batch, int Port)
{
    /// <summary>The GGUF file to serve, where the model is one.</summary>
    public string? GgufFile => Model.Location is { } path && path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? path : null;

    /// <summary>What an engine that reads safetensors takes: the folder, else the id on the hub.</summary>
    public string FolderOrId => GgufFile is null && Model.Location is { } folder ? folder : Model.Id;

    public bool IsGguf => GgufFile is not null || Model.Backends?.Contains("gguf") == true;
}
