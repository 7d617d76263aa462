namespace Mcp.Tools.Models.Catalogue;

/// <summary>What is known about a model. What is not known is null or empty, never a guess.</summary>
internal sealed record ModelRecord
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Architecture { get; init; }

    public IReadOnlyList<string>? Tasks { get; init; }

    public IReadOnlyList<ModelPort>? Inputs { get; init; }

    public IReadOnlyList<ModelPort>? Outputs { get; init; }

    public IReadOnlyList<string>? Backends { get; init; }

    public IReadOnlyList<string>? Hardware { get; init; }

    public IReadOnlyList<PerformanceFigure>? Performance { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? License { get; init; }

    public string? Description { get; init; }

    public string? Card { get; init; }

    public string? SourceUrl { get; init; }

    public string? Revision { get; init; }

    public string? Parent { get; init; }

    public long? ParameterCount { get; init; }

    public string? Precision { get; init; }

    public long? WeightsBytes { get; init; }

    public int? ContextLength { get; init; }

    public int? Layers { get; init; }

    public int? KvHeads { get; init; }

    public int? HeadDim { get; init; }

    public string? Location { get; init; }

    public IReadOnlyList<ModelFile>? Files { get; init; }

    public ServingConfiguration? Serving { get; init; }

    /// <summary>Where each of the fields above comes from, by its name in JSON.</summary>
    public IReadOnlyDictionary<string, FieldSource>? Sources { get; init; }
}
