namespace Mcp.Tools.Runners.DemandSources;

/// <summary>How a source of demand does.</summary>
/// <param name="Name"><c>poller</c>, <c>webhooks</c>, or the address of a hook whose deliveries are read.</param>
/// <param name="State"><c>alive</c>, <c>silent</c> (nothing came for a quarter of an hour, which may be right) or <c>failed</c>.</param>
/// <param name="AsOf">When it was heard last.</param>
/// <param name="LagMilliseconds">Median of its last events, from their own time to their receipt; null: it has none, or nothing came.</param>
/// <param name="OnlyHere">Jobs that it showed and the other source did not, when the queues were read last; null: not compared.</param>
internal sealed record SourceStatus(string Name, string State, DateTimeOffset? AsOf, long? LagMilliseconds, int? OnlyHere, string? Problem);
