namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>What a tool answered, as the client handed it to the model.</summary>
/// <param name="Tool">The tool's name without what the client puts before it.</param>
/// <param name="Text">All text of it.</param>
/// <param name="IsError">Whether the client marked it as a failure.</param>
internal sealed record ToolResult(string Tool, string Text, bool IsError);
