namespace Mcp.Tools.Runners;

/// <summary>One webhook delivery as it came in, before anything of it is believed.</summary>
/// <param name="Id">GitHub's id of it: the header <c>X-GitHub-Delivery</c>.</param>
/// <param name="Event">What it is about: the header <c>X-GitHub-Event</c>.</param>
/// <param name="Signature">The header <c>X-Hub-Signature-256</c>; null: it was not sent.</param>
/// <param name="Body">The raw bytes, as they were sent: the signature is over exactly these.</param>
public sealed record WebhookDelivery(string Id, string Event, string? Signature, ReadOnlyMemory<byte> Body);
