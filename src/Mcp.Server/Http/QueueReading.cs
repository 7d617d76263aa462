namespace Mcp.Server.Http;

/// <summary>What <c>queue_status</c> answered, or why there is no answer.</summary>
internal sealed record QueueReading(string? Json, string? Failure);
