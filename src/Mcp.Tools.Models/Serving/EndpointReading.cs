namespace Mcp.Tools.Models.Serving;

/// <summary>What an endpoint answered.</summary>
/// <param name="Problem">Why it did not; null: it did.</param>
internal sealed record EndpointReading(ModelEndpoint Endpoint, IReadOnlyList<ServedModel> Models, string? Problem, TimeSpan Took, DateTimeOffset ReadAt);
