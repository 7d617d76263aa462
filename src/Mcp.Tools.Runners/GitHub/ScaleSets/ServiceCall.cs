using System.Text.Json.Serialization.Metadata;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>One operation of the service.</summary>
/// <param name="Path">Below the tenant's address.</param>
internal sealed record ServiceCall(HttpMethod Method, string Path)
{
    /// <summary>Escaped; empty: none.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>What is sent; null: nothing.</summary>
    public object? Body { get; init; }

    public JsonTypeInfo? BodyType { get; init; }

    /// <summary>The set that it is about, for the service's own statistics; 0: none.</summary>
    public int ScaleSetId { get; init; }
}
