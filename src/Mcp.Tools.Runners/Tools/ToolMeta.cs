using System.Text.Json.Nodes;

namespace Mcp.Tools.Runners.Tools;

/// <summary>What a tool's definition tells clients that have more than the protocol's own features.</summary>
internal sealed record ToolMeta
{
    /// <summary>The page that a host with MCP Apps shows beside the answer.</summary>
    public string? Page { get; init; }

    /// <summary>Whether most questions begin with the tool, so that a client which defers tools should have it ready (Claude Code).</summary>
    public bool IsHub { get; init; }

    public JsonObject ToJson()
    {
        var meta = new JsonObject();
        if (Page is not null)
        {
            meta["ui"] = new JsonObject { ["resourceUri"] = Page };
        }

        if (IsHub)
        {
            meta["anthropic/alwaysLoad"] = true;
        }

        return meta;
    }
}
