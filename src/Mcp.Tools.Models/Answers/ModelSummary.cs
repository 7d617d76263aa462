using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>A model as lists show it.</summary>
internal sealed record ModelSummary
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Architecture { get; init; }

    public IReadOnlyList<string>? Tasks { get; init; }

    [Description("Number of parameters; absent when unknown.")]
    public long? ParameterCount { get; init; }

    [Description("How the weights are stored.")]
    public string? Precision { get; init; }

    [Description("Bytes of the weights; absent when unknown.")]
    public long? WeightsBytes { get; init; }

    public int? ContextLength { get; init; }

    public string? License { get; init; }

    public IReadOnlyList<string>? Backends { get; init; }

    [Description("The beginning of the description.")]
    public string? Description { get; init; }

    [Description("How often it was used over this server.")]
    public required long UseCount { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    [Description("When the entry was last changed.")]
    public required DateTimeOffset UpdatedAt { get; init; }
}
