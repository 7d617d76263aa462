namespace Mcp.Tools.Runners;

/// <summary>A webhook as GitHub has it, and what is wrong with it.</summary>
/// <param name="Owner">The repository, <c>owner/name</c>, or the organisation.</param>
/// <param name="Id">GitHub's id of it; null: there is none with this address.</param>
/// <param name="Address">Where it delivers to.</param>
/// <param name="Problems">Each in a sentence with its fix; empty: all is well.</param>
/// <param name="LastDeliveries">The last deliveries, newest first: time, event, action and the status code that was answered.</param>
public sealed record WebhookCheck(string Owner, long? Id, Uri? Address, IReadOnlyList<string> Problems, IReadOnlyList<string> LastDeliveries);
