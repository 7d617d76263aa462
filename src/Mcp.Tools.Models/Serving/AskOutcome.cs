namespace Mcp.Tools.Models.Serving;

/// <summary>What a model answered.</summary>
/// <param name="End">How it ended: stop, length, or why it broke off.</param>
/// <param name="IsComplete">Whether the model came to its end.</param>
internal sealed record AskOutcome(string Text, string End, bool IsComplete, long? InputTokens, long? OutputTokens, TimeSpan Took, TimeSpan? FirstWord);
