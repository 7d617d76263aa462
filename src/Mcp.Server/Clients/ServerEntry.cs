namespace Mcp.Server.Clients;

/// <summary>How a client is to reach this product.</summary>
/// <param name="Name">The server's name in the client's file.</param>
internal abstract record ServerEntry(string Name);

/// <summary>The client starts a process.</summary>
/// <param name="Name">The server's name in the client's file.</param>
/// <param name="Command">The executable.</param>
/// <param name="Arguments">All of its arguments.</param>
/// <param name="HasOwnArguments">Whether the user gave arguments; else those of an entry that is there already stay.</param>
internal sealed record StdioEntry(string Name, string Command, IReadOnlyList<string> Arguments, bool HasOwnArguments) : ServerEntry(Name);

/// <summary>The client connects to a server that runs.</summary>
/// <param name="Name">The server's name in the client's file.</param>
/// <param name="Address">The MCP endpoint.</param>
/// <param name="SendsToken">Whether the client sends the bearer token.</param>
internal sealed record HttpEntry(string Name, Uri Address, bool SendsToken) : ServerEntry(Name);
