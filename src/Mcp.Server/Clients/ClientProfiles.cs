using Mcp.Server.CommandLine;

namespace Mcp.Server.Clients;

/// <summary>The clients that <c>install</c> knows, with their files and words.</summary>
internal static class ClientProfiles
{
    /// <summary>The id of the input that asks for the token. Visual Studio takes letters, digits and underscores only.</summary>
    public const string TokenInput = "mcp_runners_token";

    private const string Variable = ServeOptionSet.TokenVariable;

    public static IReadOnlyList<ClientProfile> All { get; } =
    [
        new("claude", "Claude Code", "mcpServers", places => Path.Combine(places.Project, ".mcp.json"))
        {
            StdioType = "stdio",
            HttpType = "http",
            TokenReference = $"${{{Variable}}}",
            Next = "Start claude in this folder; it asks once whether to use the project's servers.",
        },
        new("claude-desktop", "Claude Desktop", "mcpServers", places => Path.Combine(places.ApplicationData, "Claude", "claude_desktop_config.json"))
        {
            TakesHttp = false,
            IsUserWide = true,
            LacksShellPath = true,
            Next = "Quit Claude Desktop and start it again.",
        },
        new("copilot", "Copilot CLI", "mcpServers", places => Path.Combine(places.CopilotHome, "mcp-config.json"))
        {
            StdioType = "local",
            HttpType = "http",
            TokenReference = $"${{{Variable}}}",
            ListsTools = true,
            IsUserWide = true,
            Next = "copilot mcp list shows it; a running copilot wants a restart.",
        },
        new("vscode", "VS Code", "servers", places => Path.Combine(places.Project, ".vscode", "mcp.json"))
        {
            StdioType = "stdio",
            HttpType = "http",
            TokenReference = $"${{input:{TokenInput}}}",
            AsksForToken = true,
            Next = "Open this folder in VS Code; 'MCP: List Servers' starts it.",
        },
        new("visual-studio", "Visual Studio", "servers", places => Path.Combine(places.Project, ".mcp.json"))
        {
            StdioType = "stdio",
            HttpType = "http",
            TokenReference = $"${{input:{TokenInput}}}",
            AsksForToken = true,
            Next = "Open the solution of this folder in Visual Studio; the tools are in Copilot Chat's agent mode.",
        },
        new("cursor", "Cursor", "mcpServers", places => Path.Combine(places.Project, ".cursor", "mcp.json"))
        {
            TokenReference = $"${{env:{Variable}}}",
            Next = "Open this folder in Cursor and switch the server on in its settings, under MCP.",
        },
    ];
}
