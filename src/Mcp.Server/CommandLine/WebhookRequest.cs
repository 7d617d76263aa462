namespace Mcp.Server.CommandLine;

/// <summary>Which webhooks a command is about.</summary>
/// <param name="Url">Null: every one of this product.</param>
/// <param name="Owners">Organisations, and then repositories too.</param>
internal sealed record WebhookRequest(Uri? Url, IReadOnlyList<string> Owners);
