using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>model_launch_command</c>.</summary>
internal sealed record LaunchCommand : Answer
{
    public required string Id { get; init; }

    [Description("llama.cpp, vllm, ollama or tgi.")]
    public required string Engine { get; init; }

    [Description("The command, for a shell.")]
    public required string Shell { get; init; }

    [Description("The same as a container.")]
    public required string Container { get; init; }

    [Description("The 'services' of a GitHub Actions job; absent where it cannot be one.")]
    public string? Service { get; init; }

    [Description("Where clients then find OpenAI's protocol.")]
    public required string Address { get; init; }

    [Description("GPUs that it uses; 0: none.")]
    public required int Gpus { get; init; }

    [Description("Whether it fits into the memory that is free now: on a GPU, in main memory, or not; with the bytes.")]
    public required string Fits { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required Provenance Seen { get; init; }
}
