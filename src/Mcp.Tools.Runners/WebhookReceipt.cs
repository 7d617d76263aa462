namespace Mcp.Tools.Runners;

/// <summary>The answer to a webhook delivery.</summary>
/// <param name="Text">A sentence for whoever reads the delivery on GitHub: what was done, or what to do. Holds no secret.</param>
public sealed record WebhookReceipt(WebhookOutcome Outcome, string Text);
