using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>How an endpoint does now.</summary>
internal sealed record EndpointHealth
{
    public required string Name { get; init; }

    [Description("openai or ollama.")]
    public required string Kind { get; init; }

    public required string Address { get; init; }

    public required bool Healthy { get; init; }

    [Description("Why it is not, and what to do.")]
    public string? Problem { get; init; }

    [Description("How long it took to answer.")]
    public required double Milliseconds { get; init; }

    [Description("How many models it serves.")]
    public required int Models { get; init; }
}
