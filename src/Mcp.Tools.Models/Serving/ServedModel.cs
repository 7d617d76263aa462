namespace Mcp.Tools.Models.Serving;

/// <summary>A model that an endpoint offers.</summary>
/// <param name="Loaded">Whether it is in memory now; null: the endpoint does not say.</param>
internal sealed record ServedModel(
    string Id, bool? Loaded, string? Family, long? ParameterCount, string? Precision, long? WeightsBytes, int? ContextLength);
