using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>A model that an endpoint serves now.</summary>
internal sealed record ServedModelEntry
{
    public required string Id { get; init; }

    public required string Endpoint { get; init; }

    [Description("Whether it is in memory now; absent where the endpoint does not say.")]
    public bool? Loaded { get; init; }

    [Description("Whether the catalogue knows it.")]
    public required bool InCatalogue { get; init; }

    public long? ParameterCount { get; init; }

    public string? Precision { get; init; }

    public int? ContextLength { get; init; }
}
