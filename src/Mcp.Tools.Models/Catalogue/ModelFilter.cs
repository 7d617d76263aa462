namespace Mcp.Tools.Models.Catalogue;

/// <summary>Which models are asked for; null: any.</summary>
internal sealed record ModelFilter
{
    public static ModelFilter None { get; } = new();

    public string? Task { get; init; }

    public string? Type { get; init; }

    public string? Architecture { get; init; }

    public string? Backend { get; init; }

    public string? Hardware { get; init; }

    public string? License { get; init; }

    public string? Tag { get; init; }

    public long? MinParameters { get; init; }

    public long? MaxParameters { get; init; }

    public bool HasSize => MinParameters is not null || MaxParameters is not null;

    public bool IsEmpty => this == None;
}
