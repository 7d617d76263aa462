namespace Mcp.Server.Clients;

/// <summary>How a client wants to be told of an MCP server.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">Its name in a sentence.</param>
/// <param name="Section">The member of its file that holds the servers by name.</param>
/// <param name="File">Its file.</param>
internal sealed record ClientProfile(string Name, string Title, string Section, Func<ClientPlaces, string> File)
{
    /// <summary>The entry's <c>type</c> for a process that the client starts; null: the client tells by <c>command</c>.</summary>
    public string? StdioType { get; init; }

    /// <summary>The entry's <c>type</c> for an address; null: the client tells by <c>url</c>.</summary>
    public string? HttpType { get; init; }

    /// <summary>Whether the file takes an address at all.</summary>
    public bool TakesHttp { get; init; } = true;

    /// <summary>The bearer token as the client looks it up when it connects.</summary>
    public string TokenReference { get; init; } = "";

    /// <summary>Whether <see cref="TokenReference"/> is an input that the client asks its user for and keeps.</summary>
    public bool AsksForToken { get; init; }

    /// <summary>Whether the entry says which tools may be used.</summary>
    public bool ListsTools { get; init; }

    /// <summary>Whether the file is the user's own, not one of a project that others share.</summary>
    public bool IsUserWide { get; init; }

    /// <summary>Whether the client is started by a desktop, without the shell's PATH.</summary>
    public bool LacksShellPath { get; init; }

    /// <summary>What the user does next.</summary>
    public required string Next { get; init; }
}
