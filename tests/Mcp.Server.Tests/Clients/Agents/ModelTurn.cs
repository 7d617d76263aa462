using System.Text.Json.Nodes;

namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>What a model says in its turn: a text, or a call of a tool.</summary>
internal sealed record ModelTurn(string? Text, string? Tool, JsonObject? Input)
{
    public static ModelTurn Say(string text) => new(text, null, null);

    public static ModelTurn Call(string tool, JsonObject input) => new(null, tool, input);
}
